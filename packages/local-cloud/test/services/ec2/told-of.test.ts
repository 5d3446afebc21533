import { DeployedNetworks, ofVpc, ref, attribute, subnet, vpc } from './deployed-networks';

let networks: DeployedNetworks;

beforeAll(async () => { networks = await DeployedNetworks.start(); });
afterAll(() => networks.stop());

test('a flow log is told of as it was made, and goes with its stack', async () => {
  const role = 'arn:aws:iam::111111111111:role/flows';
  const FORMAT = '${version} ${action}';
  const made = await networks.create('flows', {
    Vpc: vpc(), Other: vpc(),
    ToGroup: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: ref('Vpc'), ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs', LogGroupName: 'flows', DeliverLogsPermissionArn: role, LogFormat: FORMAT, MaxAggregationInterval: 60 } },
    ToBucket: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: ref('Other'), ResourceType: 'VPC', TrafficType: 'REJECT', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows' } },
  });
  const flowLogsOf = async (id: string) => (await networks.ec2.describeFlowLogs({ Filter: [{ Name: 'resource-id', Values: [id] }] })).FlowLogs;
  expect(await flowLogsOf(made.Vpc)).toMatchObject([{ FlowLogId: made.ToGroup, TrafficType: 'ALL', LogGroupName: 'flows', DeliverLogsPermissionArn: role, LogFormat: FORMAT, MaxAggregationInterval: 60, FlowLogStatus: 'ACTIVE' }]);
  expect(await flowLogsOf(made.Other)).toMatchObject([{ FlowLogId: made.ToBucket, TrafficType: 'REJECT', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows' }]);
  await networks.delete('flows');
  expect(await flowLogsOf(made.Vpc)).toEqual([]);
});

test('ways out are told of: addresses, NAT gateways, egress-only gateways, and the routes to them', async () => {
  const route = (more: object) => ({ Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Table'), ...more } });
  const made = await networks.create('out', {
    Vpc: vpc(), One: subnet('10.0.1.0/24', 'eu-west-1a'), Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: ref('One'), AllocationId: attribute('Address', 'AllocationId') } },
    Egress: { Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: { VpcId: ref('Vpc') } },
    ToNat: route({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ref('Nat') }), ToEgress: route({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: ref('Egress') }),
  }, { Allocation: attribute('Address', 'AllocationId') });
  expect((await networks.ec2.describeAddresses({})).Addresses).toMatchObject([{ PublicIp: made.Address, AllocationId: made.Allocation, Domain: 'vpc' }]);
  expect((await networks.ec2.describeNatGateways({ Filter: ofVpc(made.Vpc).Filters })).NatGateways).toMatchObject([{ NatGatewayId: made.Nat, SubnetId: made.One, State: 'available' }]);
  expect((await networks.ec2.describeEgressOnlyInternetGateways({})).EgressOnlyInternetGateways).toMatchObject([{ EgressOnlyInternetGatewayId: made.Egress, Attachments: [{ VpcId: made.Vpc }] }]);
  const { RouteTables: [table] = [] } = await networks.ec2.describeRouteTables({ RouteTableIds: [made.Table] });
  expect(table.Routes).toEqual(expect.arrayContaining([expect.objectContaining({ NatGatewayId: made.Nat }), expect.objectContaining({ EgressOnlyInternetGatewayId: made.Egress })]));
  await networks.delete('out');
  expect((await networks.ec2.describeAddresses({})).Addresses).toEqual([]);
  expect((await networks.ec2.describeNatGateways({ Filter: [{ Name: 'state', Values: ['available'] }] })).NatGateways).toEqual([]);
  expect((await networks.ec2.describeEgressOnlyInternetGateways({})).EgressOnlyInternetGateways).toEqual([]);
});

test('other tags make no other resource: those that are new come, those that are gone go, and what is told of it stays', async () => {
  const network = (...Tags: { Key: string; Value: string }[]) => ({
    Vpc: vpc(), One: subnet('10.0.1.0/24', 'eu-west-1a'),
    Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc', Tags } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: ref('One'), AllocationId: attribute('Address', 'AllocationId'), Tags } },
    Egress: { Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: { VpcId: ref('Vpc'), Tags } },
    Flows: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: ref('Vpc'), ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows', Tags } },
    Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: ref('Vpc'), Tags } },
    Gateway: { Type: 'AWS::EC2::TransitGateway', Properties: { Tags } },
    Attached: { Type: 'AWS::EC2::TransitGatewayVpcAttachment', Properties: { TransitGatewayId: ref('Gateway'), VpcId: ref('Vpc'), SubnetIds: [ref('One')], Tags } },
    Table: { Type: 'AWS::EC2::TransitGatewayRouteTable', Properties: { TransitGatewayId: ref('Gateway'), Tags } },
  });
  const values = { Allocation: attribute('Address', 'AllocationId'), Arn: attribute('Gateway', 'TransitGatewayArn') };
  const made = await networks.create('tags', network({ Key: 'team', Value: 'risk' }, { Key: 'old', Value: 'yes' }), values);
  expect(await networks.update('tags', network({ Key: 'team', Value: 'fraud' }, { Key: 'new', Value: 'yes' }), values)).toEqual(made);
  const ofOurs = ({ Tags = [] }: { Tags?: { Key?: string; Value?: string }[] } = {}) => Tags.filter(({ Key }) => ['team', 'old', 'new'].includes(Key ?? '')).map(({ Key, Value }) => `${Key}=${Value}`).sort();
  const told = [
    (await networks.ec2.describeAddresses({ AllocationIds: [made.Allocation] })).Addresses?.[0], (await networks.ec2.describeNatGateways({ NatGatewayIds: [made.Nat] })).NatGateways?.[0],
    (await networks.ec2.describeEgressOnlyInternetGateways({ EgressOnlyInternetGatewayIds: [made.Egress] })).EgressOnlyInternetGateways?.[0], (await networks.ec2.describeFlowLogs({ FlowLogIds: [made.Flows] })).FlowLogs?.[0],
    (await networks.ec2.describeNetworkAcls({ NetworkAclIds: [made.Acl] })).NetworkAcls?.[0], (await networks.ec2.describeTransitGateways({ TransitGatewayIds: [made.Gateway] })).TransitGateways?.[0],
    (await networks.ec2.describeTransitGatewayVpcAttachments({ TransitGatewayAttachmentIds: [made.Attached] })).TransitGatewayVpcAttachments?.[0],
    (await networks.ec2.describeTransitGatewayRouteTables({ TransitGatewayRouteTableIds: [made.Table] })).TransitGatewayRouteTables?.[0],
  ];
  expect(told.map(ofOurs)).toEqual(told.map(() => ['new=yes', 'team=fraud']));
  await networks.delete('tags');
});
