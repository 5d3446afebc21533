import { DeployedNetworks, ofVpc, ref, type Resources, subnet, vpc } from './deployed-networks';

let networks: DeployedNetworks;

beforeAll(async () => { networks = await DeployedNetworks.start(); });
afterAll(() => networks.stop());

const acl = { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: ref('Vpc'), Tags: [{ Key: 'Name', Value: 'closed' }] } };
const entry = (more: object) => ({ Type: 'AWS::EC2::NetworkAclEntry', Properties: { NetworkAclId: ref('Acl'), RuleNumber: 100, Protocol: 6, RuleAction: 'allow', CidrBlock: '10.0.0.0/16', PortRange: { From: 443, To: 443 }, ...more } });
const association = (id: string) => ({ Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: { SubnetId: ref(id), NetworkAclId: ref('Acl') } });
const network: Resources = { Vpc: vpc(), One: subnet('10.0.1.0/24', 'eu-west-1a'), Two: subnet('10.0.2.0/24', 'eu-west-1b'), Acl: acl };
const LAST = [false, true].map((egress) => [32767, egress, 'deny', '-1', '0.0.0.0/0', undefined]);

/** Entries and subnets of a VPC's lists: the default one, and the other. */
async function listsOf(id: string) {
  const { NetworkAcls = [] } = await networks.ec2.describeNetworkAcls(ofVpc(id));
  const told = (isDefault: boolean) => {
    const { Entries = [], Associations = [], Tags } = NetworkAcls.find(({ IsDefault }) => IsDefault === isDefault) ?? {};
    return {
      entries: Entries.map(({ RuleNumber, Egress, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock, PortRange }) => [RuleNumber, Egress, RuleAction, Protocol, CidrBlock ?? Ipv6CidrBlock, PortRange && [PortRange.From, PortRange.To]]),
      subnets: new Set(Associations.map(({ SubnetId }) => SubnetId)),
      tags: Tags,
    };
  };
  return { standard: told(true), own: told(false) };
}

test('a list has its entries, with their ports, and its subnets; the default one has the others', async () => {
  const { Vpc, One, Two, Acl, OfOne } = await networks.create('list', {
    ...network, In: entry({}), Out: entry({ Egress: true, RuleNumber: 110, PortRange: { From: 1024, To: 65535 } }), All: entry({ RuleNumber: 120, Protocol: -1, CidrBlock: undefined, Ipv6CidrBlock: '2001:db8::/56', PortRange: undefined }),
    OfOne: association('One'),
  });
  const { standard, own } = await listsOf(Vpc);
  expect(own.entries).toHaveLength(5);
  expect(own.entries).toEqual(expect.arrayContaining([
    [100, false, 'allow', '6', '10.0.0.0/16', [443, 443]], [110, true, 'allow', '6', '10.0.0.0/16', [1024, 65535]], [120, false, 'allow', '-1', '2001:db8::/56', undefined], ...LAST,
  ]));
  expect([standard.subnets, own.subnets]).toEqual([new Set([Two]), new Set([One])]);
  expect(own.tags).toEqual(expect.arrayContaining([{ Key: 'Name', Value: 'closed' }]));
  const { NetworkAcls: [ofOne, ...rest] = [] } = await networks.ec2.describeNetworkAcls({ Filters: [{ Name: 'association.subnet-id', Values: [One] }] });
  expect([ofOne.NetworkAclId, rest]).toEqual([Acl, []]);
  expect(ofOne.Associations).toMatchObject([{ NetworkAclAssociationId: OfOne }]);
});

test('an entry is changed in place, or takes the place of what it was; it goes with its stack, and the subnets go back', async () => {
  const { Vpc, Acl } = await networks.create('changing', { ...network, In: entry({}), Out: entry({ Egress: true }), OfOne: association('One') });
  const updated = await networks.update('changing', { ...network, In: entry({ RuleAction: 'deny' }), Out: entry({ Egress: true, RuleNumber: 200 }), OfOne: association('One') });
  expect(updated.Acl).toBe(Acl);
  const { own } = await listsOf(Vpc);
  expect(own.entries).toHaveLength(4);
  expect(own.entries).toEqual(expect.arrayContaining([[100, false, 'deny', '6', '10.0.0.0/16', [443, 443]], [200, true, 'allow', '6', '10.0.0.0/16', [443, 443]], ...LAST]));
  const { One, Two } = await networks.update('changing', network);
  const left = await listsOf(Vpc);
  expect([left.own.entries, left.own.subnets, left.standard.subnets]).toEqual([LAST, new Set(), new Set([One, Two])]);
  await networks.delete('changing');
  expect((await networks.ec2.describeNetworkAcls(ofVpc(Vpc))).NetworkAcls).toEqual([]);
});

test('a second entry of the same number and direction is refused', async () => {
  expect(await networks.failure('twice', { ...network, In: entry({}), Again: { ...entry({ RuleAction: 'deny' }), DependsOn: 'In' } })).toMatch(/identified by 100 already exists/);
});

test('a list with subnets is not deleted', async () => {
  const { Acl } = await networks.create('kept', { ...network, OfOne: association('One') });
  await expect(networks.ec2.deleteNetworkAcl({ NetworkAclId: Acl })).rejects.toMatchObject({ name: 'DependencyViolation' });
});

test('a subnet that is not there has no list', async () => {
  expect(await networks.failure('nowhere', { ...network, OfNone: { ...association('One'), Properties: { SubnetId: 'subnet-00000000', NetworkAclId: ref('Acl') } } })).toMatch(/subnet-00000000/);
});
