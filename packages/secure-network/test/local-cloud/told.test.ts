import type { IpPermission } from '@aws-sdk/client-ec2';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { EndpointCatalog, NetworkIpv6, SecureNetwork } from '../../src';
import { Deployed, type DeployedResource } from './deployed';

// stacks are created with functions that run
jest.setTimeout(120_000);

let local: Deployed;
let resources: DeployedResource[];
let vpcId: string;

beforeAll(async () => {
  local = await Deployed.start();
  const { failures } = await local.deploy('network', (stack) => {
    new SecureNetwork(stack, 'Network', {
      availabilityZones: ['eu-west-1a', 'eu-west-1b'], ipv6: NetworkIpv6.amazonProvided(),
      endpoints: [EndpointCatalog.of('keys', [{ id: 'Kms', service: InterfaceVpcEndpointAwsService.KMS, supportsIpv6: true }])],
    });
  });
  expect(failures).toEqual({});
  resources = await local.resourcesOf('network');
  [vpcId] = idsOf('AWS::EC2::VPC');
});
afterAll(() => local.stop());

/** `Ref`, or `Fn::GetAtt` of an id. */
interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
}

interface Entry {
  readonly NetworkAclId: Reference;
  readonly RuleNumber: number;
  readonly Egress: boolean;
  readonly RuleAction: string;
  readonly Protocol: number;
  readonly CidrBlock?: string | Reference;
  readonly Ipv6CidrBlock?: object;
  readonly PortRange?: { readonly From: number; readonly To: number };
}

interface Rule {
  readonly GroupId: Reference;
  readonly IpProtocol: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly CidrIp?: string;
  readonly CidrIpv6?: string;
  readonly SourceSecurityGroupId?: Reference;
  readonly DestinationSecurityGroupId?: Reference;
}

const all = (type: string) => resources.filter((resource) => resource.type === type);
const propertiesOf = <T>(type: string) => all(type).map(({ properties }) => properties as T);
const idsOf = (type: string) => all(type).map(({ physicalId }) => physicalId);
const physical = (value: Reference) => resources.find(({ logicalId }) => logicalId === (value.Ref ?? value['Fn::GetAtt']?.[0]))?.physicalId;
const ofVpc = () => ({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
const texts = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join(' ')).sort();

async function blocks(): Promise<{ ipv4?: string; ipv6?: string }> {
  const { Vpcs: [vpc] = [] } = await local.ec2.describeVpcs({ VpcIds: [vpcId] });
  return { ipv4: vpc.CidrBlock, ipv6: vpc.Ipv6CidrBlockAssociationSet?.[0].Ipv6CidrBlock };
}

/** How EC2 finds the resources of a type that belong to a network, by their ids. */
const FOUND: Readonly<Record<string, () => Promise<(string | undefined)[]>>> = {
  'AWS::EC2::VPC': async () => (await local.ec2.describeVpcs(ofVpc())).Vpcs?.map((one) => one.VpcId) ?? [],
  'AWS::EC2::VPCCidrBlock': async () => (await local.ec2.describeVpcs(ofVpc())).Vpcs?.flatMap((one) => one.Ipv6CidrBlockAssociationSet?.map(({ AssociationId }) => AssociationId) ?? []) ?? [],
  'AWS::EC2::Subnet': async () => (await local.ec2.describeSubnets(ofVpc())).Subnets?.map((one) => one.SubnetId) ?? [],
  'AWS::EC2::RouteTable': async () => (await local.ec2.describeRouteTables(ofVpc())).RouteTables?.filter(({ Associations }) => !Associations?.some(({ Main }) => Main)).map((one) => one.RouteTableId) ?? [],
  'AWS::EC2::SubnetRouteTableAssociation': async () => (await local.ec2.describeRouteTables(ofVpc())).RouteTables?.flatMap(({ Associations = [] }) => Associations.filter(({ Main }) => !Main).map((one) => one.RouteTableAssociationId)) ?? [],
  'AWS::EC2::NetworkAcl': async () => (await local.ec2.describeNetworkAcls(ofVpc())).NetworkAcls?.filter(({ IsDefault }) => !IsDefault).map((one) => one.NetworkAclId) ?? [],
  'AWS::EC2::SubnetNetworkAclAssociation': async () => (await local.ec2.describeNetworkAcls(ofVpc())).NetworkAcls?.flatMap(({ Associations = [] }) => Associations.map((one) => one.NetworkAclAssociationId)) ?? [],
  'AWS::EC2::SecurityGroup': async () => (await local.ec2.describeSecurityGroups(ofVpc())).SecurityGroups?.filter(({ GroupName }) => GroupName !== 'default').map((one) => one.GroupId) ?? [],
  'AWS::EC2::VPCEndpoint': async () => (await local.ec2.describeVpcEndpoints(ofVpc())).VpcEndpoints?.map((one) => one.VpcEndpointId) ?? [],
  'AWS::EC2::FlowLog': async () => (await local.ec2.describeFlowLogs({ Filter: [{ Name: 'resource-id', Values: [vpcId] }] })).FlowLogs?.map((one) => one.FlowLogId) ?? [],
};
/** What is compared by what it says, below. */
const COMPARED = ['AWS::EC2::NetworkAclEntry', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

test('EC2 tells of each resource of the network, and of none that no template made', async () => {
  const types = [...new Set(resources.map(({ type }) => type))].filter((type) => type.startsWith('AWS::EC2::') && !COMPARED.includes(type));
  expect(types.sort()).toEqual(Object.keys(FOUND).sort());
  for (const type of types) expect([type, (await FOUND[type]()).sort()]).toEqual([type, idsOf(type).sort()]);
});

test('what the local cloud only keeps is of the resolver: nothing here tells of it', () => {
  const stored = resources.map(({ type }) => type).filter((type) => local.cloud.treatmentOf(type) === 'stored');
  expect(new Set(stored)).toEqual(new Set([
    'FirewallDomainList', 'FirewallRuleGroup', 'FirewallRuleGroupAssociation', 'ResolverQueryLoggingConfig', 'ResolverQueryLoggingConfigAssociation',
  ].map((kind) => `AWS::Route53Resolver::${kind}`)));
});

test('each tier\'s ACL has the entries of the template, with their ports, and its subnets', async () => {
  const { ipv4, ipv6 } = await blocks();
  const cidrOf = ({ CidrBlock, Ipv6CidrBlock }: Entry) => (Ipv6CidrBlock ? ipv6 : typeof CidrBlock === 'string' ? CidrBlock : ipv4);
  const expected = propertiesOf<Entry>('AWS::EC2::NetworkAclEntry').map((one) => [
    physical(one.NetworkAclId), one.RuleNumber, one.Egress, one.RuleAction, one.Protocol, cidrOf(one), one.PortRange?.From, one.PortRange?.To,
  ]);
  const { NetworkAcls = [] } = await local.ec2.describeNetworkAcls(ofVpc());
  const own = NetworkAcls.filter(({ IsDefault }) => !IsDefault);
  // the last entry of a direction is AWS's
  const told = own.flatMap(({ NetworkAclId, Entries = [] }) => Entries.filter(({ RuleNumber = 0 }) => RuleNumber < 32767).map((one) => [
    NetworkAclId, one.RuleNumber, one.Egress, one.RuleAction, one.Protocol, one.Ipv6CidrBlock ?? one.CidrBlock, one.PortRange?.From, one.PortRange?.To,
  ]));
  expect(texts(told)).toEqual(texts(expected));
  const subnets = own.flatMap(({ NetworkAclId, Associations = [] }) => Associations.map(({ SubnetId }) => [NetworkAclId, SubnetId]));
  expect(texts(subnets)).toEqual(texts(propertiesOf<Record<string, Reference>>('AWS::EC2::SubnetNetworkAclAssociation').map(({ NetworkAclId, SubnetId }) => [physical(NetworkAclId), physical(SubnetId)])));
});

test('each security group has the rules of the template, and the default one has none', async () => {
  const ruleOf = (group: string | undefined, direction: string, { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, SourceSecurityGroupId, DestinationSecurityGroupId }: Omit<Rule, 'GroupId'>) => {
    const peer = SourceSecurityGroupId ?? DestinationSecurityGroupId;
    return [group, direction, IpProtocol, FromPort, ToPort, peer ? physical(peer) : CidrIp ?? CidrIpv6];
  };
  const inTemplate = (direction: string) => [
    ...propertiesOf<Rule>(`AWS::EC2::SecurityGroup${direction}`).map((rule) => ruleOf(physical(rule.GroupId), direction, rule)),
    ...all('AWS::EC2::SecurityGroup').flatMap(({ physicalId, properties }) => ((properties[`SecurityGroup${direction}`] ?? []) as Rule[]).map((rule) => ruleOf(physicalId, direction, rule))),
  ];
  const expected = [...inTemplate('Ingress'), ...inTemplate('Egress')];
  const toldOf = (group: string | undefined, direction: string, permissions: readonly IpPermission[] = []) => permissions.flatMap(({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }) =>
    [...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6), ...UserIdGroupPairs.map(({ GroupId }) => GroupId)].map((peer) => [group, direction, IpProtocol, FromPort, ToPort, peer]));
  const { SecurityGroups = [] } = await local.ec2.describeSecurityGroups(ofVpc());
  const told = SecurityGroups.flatMap(({ GroupId, IpPermissions, IpPermissionsEgress }) => [...toldOf(GroupId, 'Ingress', IpPermissions), ...toldOf(GroupId, 'Egress', IpPermissionsEgress)]);
  expect(expected.length).toBeGreaterThanOrEqual(4);
  expect(texts(told)).toEqual(texts(expected));
});

test('no table has a route but the local ones', async () => {
  const { ipv4, ipv6 } = await blocks();
  const { RouteTables = [] } = await local.ec2.describeRouteTables(ofVpc());
  expect(RouteTables).toHaveLength(5);
  for (const { Routes = [] } of RouteTables) expect(Routes.map((one) => [one.DestinationCidrBlock ?? one.DestinationIpv6CidrBlock, one.GatewayId])).toEqual([[ipv4, 'local'], [ipv6, 'local']]);
});
