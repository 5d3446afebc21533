import { acknowledge, describeConstruct, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { App, Fn, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { InterfaceVpcEndpointAwsService, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { DataPerimeter, EndpointCatalog, FlowLogs, NetworkAddresses, NetworkDns, NetworkEgress, NetworkIpv6, SecureNetwork, type SecureNetworkProps, SubnetTier } from '../src';
import { sessionOf, throughEndpoint } from './through-endpoint';
import { zonesOf } from './zones-of';

const ACCOUNT = '111111111111';
const LAKE = '222222222222';
const STRANGER = '999999999999';
const ENV = { account: ACCOUNT, region: 'eu-west-1' };
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const EVERY_SET = [EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE, EndpointCatalog.STUDIO, EndpointCatalog.DATA_ACCESS, EndpointCatalog.PIPELINES, EndpointCatalog.OPERATIONS];
const synthesized = (props: Partial<SecureNetworkProps> = {}) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, ...props }), ENV).template;

function givenKey(scope: Construct, id: string): Key {
  const key = new Key(scope, id, { enableKeyRotation: true });
  acknowledge(key, 'whose key it is says who may create grants', 'CT.KMS.PR.3');
  return key;
}

describeConstruct('SecureNetwork', {
  'with defaults': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope) }),
  'with everything': (scope, id) => new SecureNetwork(scope, id, {
    availabilityZones: zonesOf(scope, 3), addresses: NetworkAddresses.withWorkloads('10.20.0.0/20', '100.64.0.0/18'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT],
    egress: NetworkEgress.none(), endpoints: setsOf(scope), flowLogs: FlowLogs.toLogGroup({ retention: RetentionDays.TWO_YEARS }), dns: NetworkDns.closed({ allowedDomains: ['*.corp.example.com'] }),
    perimeter: new DataPerimeter({ trustedAccounts: [ACCOUNT, LAKE], organizationId: 'o-abcdefghij' }), encryptionKey: givenKey(scope, `${id}Key`),
  }),
  'in one zone, without a tier for endpoints': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope, 1), tiers: [SubnetTier.ISOLATED] }),
  'with addresses of IPAM': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope), addresses: NetworkAddresses.fromIpam({ poolId: 'ipam-pool-0123456789abcdef0', netmaskLength: 20 }) }),
  'with IPv6': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope), ipv6: NetworkIpv6.amazonProvided() }),
  'with an inspected way out': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope), egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'] }) }),
  'with NAT': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: zonesOf(scope), egress: NetworkEgress.nat() }),
  'with zones that are known at deployment': (scope, id) => new SecureNetwork(scope, id, { availabilityZones: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())] }),
});

/** Every set that the region has. */
const setsOf = (scope: Construct) => (Stack.of(scope).region.startsWith('cn-') ? EVERY_SET.map((set) => (set === EndpointCatalog.PIPELINES ? EndpointCatalog.PIPELINES_IN_CHINA : set)) : EVERY_SET);

describe('no way to the internet', () => {
  const template = synthesized({ endpoints: EVERY_SET });

  test.each([
    'AWS::EC2::InternetGateway', 'AWS::EC2::VPCGatewayAttachment', 'AWS::EC2::NatGateway', 'AWS::EC2::EgressOnlyInternetGateway', 'AWS::EC2::EIP', 'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::VPCPeeringConnection', 'AWS::EC2::VPNGateway', 'AWS::EC2::CarrierGateway',
  ])('there is no %s', (type) => {
    template.resourceCountIs(type, 0);
  });

  test('no route leads anywhere: what a route table has of its own is the VPC, and the gateway endpoints', () => {
    template.resourceCountIs('AWS::EC2::Route', 0);
  });

  test('every subnet keeps its instances without public addresses', () => {
    template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
    template.resourceCountIs('AWS::EC2::Subnet', 2 * ZONES.length);
  });
});

describe('the perimeter of the endpoints', () => {
  const template = synthesized({ endpoints: EVERY_SET, perimeter: new DataPerimeter({ trustedAccounts: [ACCOUNT, LAKE] }) });
  const policies = resourcePolicies(template, 'AWS::EC2::VPCEndpoint', /./, { 'AWS::Region': ENV.region }).map((policy) => [policy.name, policy] as const);

  test('every endpoint has a policy', () => {
    const interfaces = new Set(EVERY_SET.flatMap(({ entries }) => entries.map(({ id }) => id))).size;
    expect(policies).toHaveLength(interfaces + 2);
  });

  describe.each(policies)('%s', (_, policy) => {
    test.each([
      ['an own principal to an own resource', ACCOUNT, ACCOUNT, 'allowed'],
      ['an own principal to a resource of a trusted account', ACCOUNT, LAKE, 'allowed'],
      ['a principal of a trusted account to an own resource', LAKE, ACCOUNT, 'allowed'],
      ['an own principal to a stranger\'s resource', ACCOUNT, STRANGER, 'implicitDeny'],
      ['a stranger\'s principal to an own resource', STRANGER, ACCOUNT, 'implicitDeny'],
      ['a stranger\'s principal to a stranger\'s resource', STRANGER, STRANGER, 'implicitDeny'],
    ])('%s', (_title, from, to, decision) => {
      expect(throughEndpoint(policy, { principal: sessionOf(from), action: 's3:PutObject', resource: 'arn:aws:s3:::some-bucket/file', resourceAccount: to })).toBe(decision);
    });
  });

  test('without a perimeter only this account is trusted', () => {
    for (const policy of resourcePolicies(synthesized(), 'AWS::EC2::VPCEndpoint', /./, { 'AWS::AccountId': ACCOUNT })) {
      const decision = (resourceAccount: string) => throughEndpoint(policy, { principal: sessionOf(ACCOUNT), action: 's3:PutObject', resource: 'arn:aws:s3:::some-bucket/file', resourceAccount });
      expect([ACCOUNT, LAKE].map(decision)).toEqual(['allowed', 'implicitDeny']);
    }
  });
});

describe('endpoints', () => {
  const template = synthesized({ endpoints: EVERY_SET });

  test('S3 and DynamoDB are reached from every workload by gateway endpoints', () => {
    const tables = Object.keys(template.findResources('AWS::EC2::RouteTable')).filter((id) => id.includes('Isolated')).map((id) => ({ Ref: id }));
    const gateways = Object.values(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Gateway' } }));
    expect(gateways.map(({ Properties }) => Properties.RouteTableIds)).toEqual([tables, tables]);
  });

  test('a service that is in several sets has one endpoint, in each zone, by its private name', () => {
    const subnets = Object.keys(template.findResources('AWS::EC2::Subnet')).filter((id) => id.includes('VpcEndpointSubnet')).map((id) => ({ Ref: id }));
    const services = Object.values(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } })).map(({ Properties }) => Properties.ServiceName);
    expect(new Set(services).size).toBe(services.length);
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { SubnetIds: subnets, PrivateDnsEnabled: true }, services.length);
  });

  test('an endpoint of a service that takes no policies has none', () => {
    const own = EndpointCatalog.of('own', [{ id: 'Legacy', service: InterfaceVpcEndpointAwsService.XRAY, supportsPolicy: false }]);
    const endpoint = { Properties: { ServiceName: 'com.amazonaws.eu-west-1.xray', PolicyDocument: Match.absent() } };
    expect(Object.keys(synthesized({ endpoints: [own] }).findResources('AWS::EC2::VPCEndpoint', endpoint))).toHaveLength(1);
  });
});

describe('security groups', () => {
  const template = synthesized();
  const groupId = (name: RegExp) => ({ 'Fn::GetAtt': [Object.keys(template.findResources('AWS::EC2::SecurityGroup')).find((id) => name.test(id)), 'GroupId'] });

  test('the default security group is emptied', () => {
    template.hasResourceProperties('Custom::VpcRestrictDefaultSG', { DefaultSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkVpc'), 'DefaultSecurityGroup'] } });
  });

  test('endpoints are reached by HTTPS from workloads only', () => {
    const ingress = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress', { Properties: { GroupId: groupId(/^NetworkEndpointsSecurityGroup/) } }));
    expect(ingress.map(({ Properties }) => [Properties.SourceSecurityGroupId, Properties.FromPort, Properties.ToPort])).toEqual([[groupId(/^NetworkWorkload/), 443, 443]]);
  });

  test('workloads are reached from their own kind only', () => {
    const ingress = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress', { Properties: { GroupId: groupId(/^NetworkWorkload/) } }));
    expect(ingress.map(({ Properties }) => Properties.SourceSecurityGroupId)).toEqual([groupId(/^NetworkWorkload/)]);
    expect(Object.values(template.findResources('AWS::EC2::SecurityGroup')).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])).toEqual([]);
  });

  test('workloads speak to addresses by HTTPS only', () => {
    const egress = Object.values(template.findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: 'Jobs and model containers' } })).flatMap(({ Properties }) => Properties.SecurityGroupEgress);
    expect(egress.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[443, 443]]);
  });
});

describe('flow logs', () => {
  test('all traffic is logged, and kept for a year when the stack goes', () => {
    const template = synthesized();
    template.hasResourceProperties('AWS::EC2::FlowLog', { ResourceType: 'VPC', ResourceId: { Ref: Match.stringLikeRegexp('^NetworkVpc') }, TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs' });
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('they take the given key and retention', () => {
    const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, encryptionKey: new Key(stack, 'Key'), flowLogs: FlowLogs.toLogGroup({ retention: RetentionDays.ONE_MONTH }) }), ENV);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } });
  });
});

describe('synthesis', () => {
  test('looks nothing up in an environment that is known', () => {
    const app = new App({ analyticsReporting: false });
    new SecureNetwork(new Stack(app, 'Stack', { env: ENV }), 'Network', { availabilityZones: ZONES });
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  test('another VPC of the stack still chooses its zones itself', () => {
    const { stack } = synthesize((scope) => new SecureNetwork(scope, 'Network', { availabilityZones: ZONES }));
    expect(Token.isUnresolved(new Vpc(stack, 'Other').availabilityZones[0])).toBe(true);
  });
});

test('all that is wrong is said at once, with the network\'s path', () => {
  const build = () => synthesized({ availabilityZones: ['eu-west-1a', 'eu-west-1a'], addresses: NetworkAddresses.block('10.0.0.0/8'), perimeter: new DataPerimeter({ trustedAccounts: ['12'] }) });
  expect(build).toThrow(/Stack\/Network: 3 problem\(s\)[^]*availabilityZones[^]*addresses\.cidr[^]*perimeter\.trustedAccounts\[0\]/);
});
