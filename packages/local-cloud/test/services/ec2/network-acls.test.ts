import type { EC2 } from '@aws-sdk/client-ec2';
import { NETWORK_ACL_ENTRY } from '../../../src/services/ec2/network-acls';

test('an entry of an old state folder, of which only an id was kept, is gone; no entry is asked for that has no number', async () => {
  const asked: object[] = [];
  const ec2 = { deleteNetworkAclEntry: async (entry: object) => asked.push(entry) } as unknown as EC2;
  await NETWORK_ACL_ENTRY.delete(ec2, 'networkaclentry-0123abcd', {});
  await NETWORK_ACL_ENTRY.delete(ec2, 'acl-0123abcd|100|true', {});
  expect(asked).toEqual([{ NetworkAclId: 'acl-0123abcd', RuleNumber: 100, Egress: true }]);
});
