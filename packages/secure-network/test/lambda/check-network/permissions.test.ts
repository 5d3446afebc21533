import type { IpPermission } from '@aws-sdk/client-ec2';
import { lets } from '../../../lambda/check-network/permissions';

const comer = { port: 443, securityGroupId: 'sg-workload', addresses: ['10.0.0.0/24', '10.0.1.0/24'] };
const tcp = (rule: IpPermission): IpPermission => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...rule });

test.each<[string, boolean, IpPermission[]]>([
  ['its own group', true, [tcp({ UserIdGroupPairs: [{ GroupId: 'sg-other' }, { GroupId: 'sg-workload' }] })]],
  ['another group', false, [tcp({ UserIdGroupPairs: [{ GroupId: 'sg-other' }] })]],
  ['the whole block', true, [tcp({ IpRanges: [{ CidrIp: '10.0.0.0/16' }] })]],
  ['each of its blocks', true, [tcp({ IpRanges: [{ CidrIp: '10.0.0.0/24' }] }), tcp({ IpRanges: [{ CidrIp: '10.0.1.0/24' }] })]],
  ['one of its blocks', false, [tcp({ IpRanges: [{ CidrIp: '10.0.0.0/24' }] })]],
  ['every protocol', true, [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }]],
  ['a range of ports that holds the port', true, [tcp({ FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })]],
  ['ports below it', false, [tcp({ FromPort: 0, ToPort: 442, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })]],
  ['ports above it', false, [tcp({ FromPort: 444, ToPort: 65535, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })]],
  ['another protocol', false, [{ IpProtocol: 'udp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
  ['a prefix list', false, [tcp({ PrefixListIds: [{ PrefixListId: 'pl-1' }] })]],
  ['nothing', false, []],
])('%s: %s', (_, expected, permissions) => {
  expect(lets(permissions, comer)).toBe(expected);
});

test('whose addresses are not known comes in by its group only', () => {
  expect(lets([tcp({ IpRanges: [{ CidrIp: '0.0.0.0/0' }] })], { ...comer, addresses: [] })).toBe(false);
});
