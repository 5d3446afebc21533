import { attribute, DeployedNetworks, ofVpc, ref, type Resources, subnet, vpc } from './deployed-networks';

let networks: DeployedNetworks;

beforeAll(async () => { networks = await DeployedNetworks.start(); });
afterAll(() => networks.stop());

const block = (more: object = { AmazonProvidedIpv6CidrBlock: true }) => ({ Type: 'AWS::EC2::VPCCidrBlock', Properties: { VpcId: ref('Vpc'), ...more } });
const cidr = { 'Fn::Select': [0, attribute('Vpc', 'Ipv6CidrBlocks')] };
const part = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Cidr': [cidr, 256, '64'] }] });
/** A subnet at a place of the VPC's block. */
const ipv6Subnet = (index: number, more: object = {}) => ({ ...subnet(`10.0.${index}.0/24`, 'eu-west-1a', { Ipv6CidrBlock: part(index), ...more }), DependsOn: 'Block' });
const endpoint = (more: object) => ({ Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: ref('Vpc'), ServiceName: 'com.amazonaws.eu-west-1.kms', VpcEndpointType: 'Interface', ...more } });

/** Its blocks of both kinds. */
async function blocksOf(id: string): Promise<{ ipv4: (string | undefined)[]; ipv6: (string | undefined)[] }> {
  const { Vpcs: [found] = [] } = await networks.ec2.describeVpcs({ VpcIds: [id] });
  return { ipv4: (found.CidrBlockAssociationSet ?? []).map((one) => one.CidrBlock), ipv6: (found.Ipv6CidrBlockAssociationSet ?? []).map((one) => one.Ipv6CidrBlock) };
}

/** An address as a number, `::` written out. */
function numberOf(block: string): bigint {
  const [head, tail] = block.split('/')[0].split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`);
}

/** Which /64 of a block another one is, counted from 0. */
function placeOf(block: string | undefined, whole: string): number {
  expect(block).toMatch(/::\/64$/);
  return Number((numberOf(block ?? '') - numberOf(whole)) >> 64n);
}

describe('a VPC with a block that Amazon gives', () => {
  let ids: Record<string, string>;
  const resources: Resources = {
    Vpc: vpc(), Block: block(), Plain: subnet('10.0.9.0/24', 'eu-west-1b'),
    One: ipv6Subnet(1, { AssignIpv6AddressOnCreation: true }), Two: ipv6Subnet(2),
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    Dual: endpoint({ SubnetIds: [ref('One'), ref('Two')], IpAddressType: 'dualstack', DnsOptions: { DnsRecordIpType: 'dualstack' } }),
    Single: endpoint({ SubnetIds: [ref('Plain')], ServiceName: 'com.amazonaws.eu-west-1.sts' }),
  };

  beforeAll(async () => {
    ids = await networks.create('ipv6', resources, { Cidr: { ...cidr }, OfOne: { 'Fn::Select': [0, attribute('One', 'Ipv6CidrBlocks')] } });
  });

  test('has a /56, that GetAtt tells too', async () => {
    expect(ids.Cidr).toMatch(/^2001:db8:.*::\/56$|^2001:db8::\/56$/);
    expect(numberOf(ids.Cidr) % (1n << 72n)).toBe(0n);
    expect(await blocksOf(ids.Vpc)).toEqual({ ipv4: ['10.0.0.0/16'], ipv6: [ids.Cidr] });
    expect(ids.Block).toMatch(/^vpc-cidr-assoc-[0-9a-f]{17}$/);
  });

  test('has subnets of a /64 each, where the template placed them', async () => {
    const { Subnets = [] } = await networks.ec2.describeSubnets(ofVpc(ids.Vpc));
    const told = Object.fromEntries(Subnets.map(({ SubnetId, Ipv6CidrBlockAssociationSet = [], AssignIpv6AddressOnCreation }) => [SubnetId, [Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => placeOf(Ipv6CidrBlock, ids.Cidr)), AssignIpv6AddressOnCreation]]));
    expect(told).toEqual({ [ids.One]: [[1], true], [ids.Two]: [[2], false], [ids.Plain]: [[], false] });
    expect(placeOf(ids.OfOne, ids.Cidr)).toBe(1);
  });

  test('has local routes for both kinds, and no other', async () => {
    const { RouteTables: [table] = [] } = await networks.ec2.describeRouteTables({ RouteTableIds: [ids.Table] });
    expect(table.Routes?.map(({ DestinationCidrBlock, DestinationIpv6CidrBlock, GatewayId }) => [DestinationCidrBlock ?? DestinationIpv6CidrBlock, GatewayId]))
      .toEqual([['10.0.0.0/16', 'local'], [ids.Cidr, 'local']]);
  });

  test('has endpoints of the kinds of addresses that they are given', async () => {
    const { VpcEndpoints = [] } = await networks.ec2.describeVpcEndpoints({ VpcEndpointIds: [ids.Dual, ids.Single] });
    const told = Object.fromEntries(VpcEndpoints.map(({ VpcEndpointId, IpAddressType, DnsOptions }) => [VpcEndpointId, [IpAddressType, DnsOptions?.DnsRecordIpType]]));
    expect(told).toEqual({ [ids.Dual]: ['dualstack', 'dualstack'], [ids.Single]: ['ipv4', undefined] });
  });

  test('lets everything out by its default security group, and through by its default ACL, which nobody had changed before', async () => {
    const { SecurityGroups: [group] = [] } = await networks.ec2.describeSecurityGroups({ Filters: [...ofVpc(ids.Vpc).Filters, { Name: 'group-name', Values: ['default'] }] });
    expect(group.IpPermissionsEgress?.flatMap(({ IpRanges = [], Ipv6Ranges = [] }) => [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6)])).toEqual(['0.0.0.0/0', '::/0']);
    const { NetworkAcls: [acl] = [] } = await networks.ec2.describeNetworkAcls({ Filters: [...ofVpc(ids.Vpc).Filters, { Name: 'default', Values: ['true'] }] });
    const ipv6 = acl.Entries?.filter(({ Ipv6CidrBlock }) => Ipv6CidrBlock === '::/0').map(({ RuleNumber, RuleAction, Egress }) => [RuleNumber, RuleAction, Egress]);
    expect(ipv6).toHaveLength(4);
    expect(ipv6).toEqual(expect.arrayContaining([[101, 'allow', false], [101, 'allow', true], [32768, 'deny', false], [32768, 'deny', true]]));
  });

  test('does not give it back while a subnet has a part of it', async () => {
    await expect(networks.ec2.disassociateVpcCidrBlock({ AssociationId: ids.Block })).rejects.toMatchObject({ name: 'InvalidCidrBlock.InUse' });
  });
});

test('a VPC keeps its block when its stack is updated, and gives its subnets other parts', async () => {
  const made = await networks.create('changing', { Vpc: vpc(), Block: block(), One: ipv6Subnet(1) }, { Cidr: cidr });
  const { One, Cidr } = await networks.update('changing', { Vpc: vpc({ EnableDnsHostnames: true }), Block: block(), One: ipv6Subnet(1, { Ipv6CidrBlock: part(7) }) }, { Cidr: cidr });
  expect(Cidr).toBe(made.Cidr);
  const { Subnets: [one] = [] } = await networks.ec2.describeSubnets({ SubnetIds: [One] });
  expect(one.Ipv6CidrBlockAssociationSet?.map(({ Ipv6CidrBlock }) => placeOf(Ipv6CidrBlock, Cidr))).toEqual([7]);
});

test('the default security group stays as it is where its rules were changed before', async () => {
  const { Vpc, Group } = await networks.create('closed', { Vpc: vpc() }, { Group: attribute('Vpc', 'DefaultSecurityGroup') });
  await networks.ec2.revokeSecurityGroupEgress({ GroupId: Group, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] });
  await networks.create('closed-block', { Block: block({ VpcId: Vpc, AmazonProvidedIpv6CidrBlock: true }) });
  const { SecurityGroups: [group] = [] } = await networks.ec2.describeSecurityGroups({ GroupIds: [Group] });
  expect(group.IpPermissionsEgress).toEqual([]);
  await networks.delete('closed-block');
  expect(await blocksOf(Vpc)).toEqual({ ipv4: ['10.0.0.0/16'], ipv6: [] });
});

test('a further IPv4 block is one of the VPC\'s, with a route', async () => {
  const { Vpc, Table } = await networks.create('further', { Vpc: vpc(), Block: block({ CidrBlock: '100.64.0.0/16' }), Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } } });
  expect(await blocksOf(Vpc)).toEqual({ ipv4: ['10.0.0.0/16', '100.64.0.0/16'], ipv6: [] });
  const { RouteTables: [table] = [] } = await networks.ec2.describeRouteTables({ RouteTableIds: [Table] });
  expect(table.Routes?.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
});

const REFUSED: [string, Resources, RegExp][] = [
  ['a subnet outside of the VPC\'s block', { One: ipv6Subnet(1, { Ipv6CidrBlock: '2001:db9::/64' }) }, /The CIDR '2001:db9::\/64' is invalid/],
  ['a subnet of a size that there is not', { One: ipv6Subnet(1, { Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': [cidr, 1, '62'] }] } }) }, /The CIDR '2001:db8:[^']*\/66' is invalid/],
  ['two subnets at one place', { One: ipv6Subnet(1), Two: { ...ipv6Subnet(2, { Ipv6CidrBlock: part(1) }), DependsOn: ['Block', 'One'] } }, /conflicts with another subnet/],
  ['what is no block', { One: ipv6Subnet(1, { Ipv6CidrBlock: '10.0.1.0' }) }, /10\.0\.1\.0' is invalid|\(10\.0\.1\.0\) for parameter ipv6CidrBlock is invalid/],
  ['addresses at creation without a block', { One: subnet('10.0.1.0/24', 'eu-west-1a', { AssignIpv6AddressOnCreation: true }) }, /has no IPv6 CIDR block/],
  ['a dual-stack endpoint in a subnet without', { One: subnet('10.0.1.0/24', 'eu-west-1a'), Dual: endpoint({ SubnetIds: [ref('One')], IpAddressType: 'dualstack' }) }, /subnet-\w+ has none/],
];

test.each(REFUSED)('refused: %s', async (name, resources, expected) => {
  expect(await networks.failure(name.replace(/\W+/g, '-'), { Vpc: vpc(), Block: block(), ...resources })).toMatch(expected);
});

test('refused: a subnet that does not wait for its VPC\'s block', async () => {
  const { DependsOn: _, ...hasty } = ipv6Subnet(1);
  expect(await networks.failure('hasty', { Vpc: vpc(), One: hasty, Block: { ...block(), DependsOn: 'One' } })).toMatch(/Select/);
});

test('a block of a VPC that is not there is refused', async () => {
  expect(await networks.failure('nowhere', { Block: block({ VpcId: 'vpc-00000000', AmazonProvidedIpv6CidrBlock: true }) })).toMatch(/vpc-00000000/);
});
