import {
  DeleteSecurityGroupCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcAttributeCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand, EC2Client,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import { ACCOUNT } from '../codebuild/cloud-under-test';
import { attribute, DeployedNetworks, ofVpc, ref, subnet, vpc } from './deployed-networks';

let networks: DeployedNetworks;
let ec2: EC2Client;

beforeAll(async () => {
  networks = await DeployedNetworks.start();
  ec2 = networks.ec2;
});
afterAll(() => networks.stop());

const group = (more: object = {}) => ({ Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: ref('Vpc'), GroupDescription: 'of a test', ...more } });

describe('what a stack says of a network EC2 tells, about the VPC that was asked for only', () => {
  let ids: Record<string, string>;
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::lake/*' }] };
  const route = (more: object) => ({ Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Table'), ...more } });

  beforeAll(async () => {
    ids = await networks.create('network', {
      Vpc: vpc({ EnableDnsSupport: false, EnableDnsHostnames: true }),
      Other: vpc({ EnableDnsSupport: true, EnableDnsHostnames: false }),
      Subnet: subnet('10.0.1.0/24', 'eu-west-1b'),
      Small: subnet('10.0.2.0/28', 'eu-west-1a'),
      Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
      Association: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { RouteTableId: ref('Table'), SubnetId: ref('Subnet') } },
      Gateway: { Type: 'AWS::EC2::InternetGateway', Properties: {} },
      ToInternet: route({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Gateway') }),
      ToNat: route({ DestinationCidrBlock: '10.1.0.0/16', NatGatewayId: 'nat-1' }),
      ToPeer: route({ DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: 'pcx-1' }),
      ToTransit: route({ DestinationCidrBlock: '10.3.0.0/16', TransitGatewayId: 'tgw-1' }),
      ToIpv6: route({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' }),
      Group: group({
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 23, CidrIp: '0.0.0.0/0' }, { IpProtocol: '-1', CidrIpv6: '::/0' }],
        SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }],
      }),
      S3: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: ref('Vpc'), ServiceName: 'com.amazonaws.eu-west-1.s3', VpcEndpointType: 'Gateway', RouteTableIds: [ref('Table')], PolicyDocument: policy } },
      Kms: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: ref('Vpc'), ServiceName: 'com.amazonaws.eu-west-1.kms', VpcEndpointType: 'Interface', PrivateDnsEnabled: true, SubnetIds: [ref('Subnet')], SecurityGroupIds: [ref('Group')] } },
      OfOther: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcId: ref('Other'), ServiceName: 'com.amazonaws.eu-west-1.kms', VpcEndpointType: 'Interface', PrivateDnsEnabled: false } },
    });
  });

  test('the VPC', async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand(ofVpc(ids.Vpc)));
    expect(Vpcs.map(({ VpcId }) => VpcId)).toEqual([ids.Vpc]);
    expect((await ec2.send(new DescribeVpcsCommand(ofVpc('vpc-00000000')))).Vpcs).toEqual([]);
  });

  test('its DNS attributes', async () => {
    const attributes = (VpcId: string) => Promise.all([
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' })).then(({ EnableDnsSupport }) => EnableDnsSupport?.Value),
      ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' })).then(({ EnableDnsHostnames }) => EnableDnsHostnames?.Value),
    ]);
    expect([await attributes(ids.Vpc), await attributes(ids.Other)]).toEqual([[false, true], [true, false]]);
  });

  test('subnets', async () => {
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(ofVpc(ids.Vpc)));
    const told = Subnets.map(({ SubnetId, AvailabilityZone, AvailableIpAddressCount, CidrBlock }) => [SubnetId, AvailabilityZone, AvailableIpAddressCount, CidrBlock]);
    // AWS keeps five addresses of each: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    expect(told).toHaveLength(2);
    expect(new Set(told)).toEqual(new Set([[ids.Subnet, 'eu-west-1b', 251, '10.0.1.0/24'], [ids.Small, 'eu-west-1a', 11, '10.0.2.0/28']]));
  });

  test('route tables', async () => {
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(ids.Vpc)));
    expect(RouteTables).toHaveLength(2);
    expect(RouteTables.find(({ RouteTableId }) => RouteTableId !== ids.Table)?.Associations).toMatchObject([{ Main: true }]);
    const table = RouteTables.find(({ RouteTableId }) => RouteTableId === ids.Table);
    expect(table?.Associations).toMatchObject([{ Main: false, SubnetId: ids.Subnet }]);
    expect(table?.Routes).toHaveLength(6);
    expect(table?.Routes).toEqual(expect.arrayContaining([
      expect.objectContaining({ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }),
      expect.objectContaining({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: ids.Gateway }),
      expect.objectContaining({ DestinationCidrBlock: '10.1.0.0/16', NatGatewayId: 'nat-1' }),
      expect.objectContaining({ DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: 'pcx-1' }),
      expect.objectContaining({ DestinationCidrBlock: '10.3.0.0/16', TransitGatewayId: 'tgw-1' }),
      expect.objectContaining({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' }),
    ]));
  });

  test('route tables by what their routes are to and lead to', async () => {
    const by = async (Name: string, ...Values: string[]) => {
      const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: [...ofVpc(ids.Vpc).Filters, { Name, Values }] }));
      return RouteTables.map(({ RouteTableId }) => RouteTableId);
    };
    expect(await by('route.destination-ipv6-cidr-block', '::/0')).toEqual([ids.Table]);
    expect(await by('route.egress-only-internet-gateway-id', 'eigw-*')).toEqual([ids.Table]);
    expect(await by('route.transit-gateway-id', 'tgw-2')).toEqual([]);
    expect(await by('route.gateway-id', 'local')).toHaveLength(2);
  });

  test('endpoints', async () => {
    const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand(ofVpc(ids.Vpc)));
    expect(VpcEndpoints).toHaveLength(2);
    expect(VpcEndpoints).toEqual(expect.arrayContaining([
      expect.objectContaining({ VpcEndpointId: ids.S3, VpcEndpointType: 'Gateway', ServiceName: 'com.amazonaws.eu-west-1.s3', State: 'available', RouteTableIds: [ids.Table], Groups: [] }),
      expect.objectContaining({ VpcEndpointId: ids.Kms, VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.kms', State: 'available', PrivateDnsEnabled: true, Groups: [{ GroupId: ids.Group }] }),
    ]));
    expect(JSON.parse(VpcEndpoints.find(({ VpcEndpointId }) => VpcEndpointId === ids.S3)?.PolicyDocument ?? '')).toEqual(policy);
  });

  test('endpoints without a policy have the one that allows everything, as on AWS', async () => {
    const { VpcEndpoints: [endpoint] = [] } = await ec2.send(new DescribeVpcEndpointsCommand(ofVpc(ids.Other)));
    expect(endpoint).toMatchObject({ VpcEndpointId: ids.OfOther, PrivateDnsEnabled: false });
    expect(JSON.parse(endpoint.PolicyDocument ?? '')).toEqual({ Version: '2008-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });
  });

  test('endpoints of a VPC without any, and those that are asked for by id', async () => {
    expect((await ec2.send(new DescribeVpcEndpointsCommand(ofVpc('vpc-00000000')))).VpcEndpoints).toEqual([]);
    expect((await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [ids.S3] }))).VpcEndpoints).toMatchObject([{ VpcEndpointId: ids.S3 }]);
    expect((await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints?.length).toBeGreaterThanOrEqual(3);
  });

  test('security groups, the default one too', async () => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(ofVpc(ids.Vpc)));
    expect(SecurityGroups).toHaveLength(2);
    expect(SecurityGroups.find(({ GroupName }) => GroupName === 'default')).toMatchObject({ IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] });
    expect(SecurityGroups.find(({ GroupId }) => GroupId === ids.Group)).toMatchObject({
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 23, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
      IpPermissionsEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/16' }] }],
    });
  });
});

describe('AWS::EC2::SecurityGroupIngress and SecurityGroupEgress', () => {
  const permissions = async (id: string) => {
    const { SecurityGroups: [found] = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
    return [told(found.IpPermissions), told(found.IpPermissionsEgress)];
  };
  const told = (rules: SecurityGroup['IpPermissions'] = []) => rules.map(({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }) => [
    IpProtocol, FromPort, ToPort, ...IpRanges.map(({ CidrIp }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6), ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
  ]);
  const closed = group({ SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }] });
  const NOWHERE = ['icmp', 252, 86, '255.255.255.255/32'];
  const rule = (kind: 'Ingress' | 'Egress', more: object, GroupId: unknown = attribute('Group', 'GroupId')) => ({ Type: `AWS::EC2::SecurityGroup${kind}`, Properties: { GroupId, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...more } });

  test('are rules of their group: by another group, by addresses', async () => {
    const { Group, Other } = await networks.create('rules', {
      Vpc: vpc(), Group: closed, Other: group(),
      FromOther: rule('Ingress', { SourceSecurityGroupId: attribute('Other', 'GroupId'), Description: 'those' }),
      FromAll: rule('Ingress', { CidrIpv6: '::/0', IpProtocol: '-1', FromPort: undefined, ToPort: undefined }),
      ToOther: rule('Egress', { DestinationSecurityGroupId: attribute('Other', 'GroupId') }),
      ToBlock: rule('Egress', { CidrIp: '10.0.0.0/16' }),
    });
    const [ingress, egress] = await permissions(Group);
    expect(ingress).toHaveLength(2);
    expect(ingress).toEqual(expect.arrayContaining([['tcp', 443, 443, Other], ['-1', undefined, undefined, '::/0']]));
    expect(egress).toHaveLength(3);
    expect(egress).toEqual(expect.arrayContaining([NOWHERE, ['tcp', 443, 443, Other], ['tcp', 443, 443, '10.0.0.0/16']]));
  });

  test('take the place of what they were, and go with their stack', async () => {
    const { Group } = await networks.create('groups', { Vpc: vpc(), Group: closed });
    await networks.create('changing', { Rule: rule('Ingress', { CidrIp: '10.0.0.0/16' }, Group) });
    await networks.update('changing', { Rule: rule('Ingress', { CidrIp: '10.0.0.0/24', FromPort: 80, ToPort: 80 }, Group) });
    expect(await permissions(Group)).toEqual([[['tcp', 80, 80, '10.0.0.0/24']], [NOWHERE]]);
    await networks.delete('changing');
    expect(await permissions(Group)).toEqual([[], [NOWHERE]]);
  });

  test('of a group that is gone are gone with it', async () => {
    const { Group } = await networks.create('gone', { Vpc: vpc(), Group: closed });
    await networks.create('left', { Rule: rule('Ingress', { CidrIp: '10.0.0.0/16' }, Group) });
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId: Group }));
    await expect(networks.delete('left')).resolves.toBeUndefined();
  });

  test('of a group that there never was fail their stack', async () => {
    expect(await networks.failure('never', { Rule: rule('Ingress', { CidrIp: '10.0.0.0/16' }, 'sg-00000000') })).toMatch(/sg-00000000/);
  });
});

test('another account sees none of it', async () => {
  const { Vpcs = [] } = await networks.cloud.client(EC2Client, '999999999999').send(new DescribeVpcsCommand({}));
  expect(Vpcs.filter(({ IsDefault, OwnerId }) => !IsDefault || OwnerId === ACCOUNT)).toEqual([]);
});
