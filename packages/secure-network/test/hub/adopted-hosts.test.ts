import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Fn } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { AdoptedNetwork, type AdoptedNetworkProps, EndpointCatalog, type IWorkloadNetwork, NetworkHub, SharedEndpoints, SharedSubnets, type SharedSubnetsProps, SubnetTier } from '../../src';

const SPOKES = ['10.64.0.0/12'];
const IDS = { SageMakerApi: 'vpce-0123456789abcdef0', Kms: 'vpce-0123456789abcdef1' };
const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
const TABLES = ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'];
const [ONE, OTHER] = ['111111111111', '222222222222'];

const adopted = (scope: Construct, id: string, props: Partial<AdoptedNetworkProps> = {}) => new AdoptedNetwork(scope, id, {
  vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a', 'eu-west-1b'], subnetIds: SUBNETS, routeTableIds: TABLES, workloadSecurityGroupId: 'sg-0123456789abcdef0',
  allowTransit: true, interfaceEndpointIds: IDS, endpointClients: SPOKES, ...props,
});
const endpoints = (scope: Construct, id: string, props: Partial<AdoptedNetworkProps> = {}, spokes = SPOKES) =>
  new SharedEndpoints(scope, id, { hub: new NetworkHub(scope, `${id}Hub`), network: adopted(scope, `${id}Network`, props), spokes, sharedWith: [ONE] });
const subnets = (scope: Construct, id: string, props: Partial<SharedSubnetsProps> = {}) => new SharedSubnets(scope, id, { network: adopted(scope, `${id}Network`), sharedWith: [ONE, OTHER], ...props });

describeConstruct('SharedEndpoints', { 'of a network that there was': (scope, id) => endpoints(scope, id) });
describeConstruct('SharedSubnets', { 'of a network that there was': (scope, id) => subnets(scope, id) });

describe('the endpoints of a network that there was', () => {
  const { template } = synthesize((stack) => endpoints(stack, 'Endpoints'));

  test('give their names to the profile', () => {
    const arns = Object.values(template.findResources('AWS::Route53Profiles::ProfileResourceAssociation')).map(({ Properties }) => Properties.ResourceArn['Fn::Join'][1].at(-1));
    expect(arns).toEqual(Object.values(IDS).map((id) => `:vpc-endpoint/${id}`));
  });

  test('are reached by an attachment in its own subnets, which have the way back', () => {
    template.hasResourceProperties('AWS::EC2::TransitGatewayVpcAttachment', { SubnetIds: SUBNETS });
    const routes = Object.values(template.findResources('AWS::EC2::Route')).map(({ Properties }) => [Properties.RouteTableId, Properties.DestinationCidrBlock]);
    expect(routes).toEqual(TABLES.map((table) => [table, SPOKES[0]]));
  });

  test('are those that the check asks for, and let the spokes in', () => {
    const { Services, EndpointClients } = Object.values(template.findResources('Custom::NetworkCheck'))[0].Properties;
    expect(EndpointClients).toEqual(SPOKES);
    expect(Services.map(({ EndpointId }: { EndpointId?: string }) => EndpointId).filter((id?: string) => id !== undefined).sort()).toEqual(Object.values(IDS));
    expect(Services).toHaveLength(EndpointCatalog.TRAINING.entries.length);
  });

  test('must be known', () => {
    const message = 'network is "a network of whose interface endpoints nothing is known": its endpoints are what is shared. Give a SecureNetwork, or an AdoptedNetwork with interfaceEndpointIds';
    expect(() => synthesize((stack) => endpoints(stack, 'Endpoints', { interfaceEndpointIds: undefined }))).toThrow(message);
    const ownOf = (scope: Construct): IWorkloadNetwork => {
      const vpc = new Vpc(scope, 'Vpc');
      const workloadSecurityGroup = new SecurityGroup(scope, 'Group', { vpc });
      return { vpc, subnets: {}, workloadSecurityGroup, connections: workloadSecurityGroup.connections };
    };
    expect(() => synthesize((stack) => new SharedEndpoints(stack, 'Endpoints', { hub: new NetworkHub(stack, 'Hub'), network: ownOf(stack), spokes: SPOKES }))).toThrow(message);
  });

  test('let the spokes in, as far as was said', () => {
    expect(() => synthesize((stack) => endpoints(stack, 'Endpoints', { endpointClients: [Fn.importValue('clients')] }))).not.toThrow();
    expect(() => synthesize((stack) => endpoints(stack, 'Endpoints', { endpointClients: ['10.0.0.0/8'] }))).not.toThrow();
    expect(() => synthesize((stack) => endpoints(stack, 'Endpoints', { endpointClients: ['10.80.0.0/12'] }))).toThrow('spokes is ["10.64.0.0/12"]: whom the hub leads to the endpoints, their security group lets in');
  });
});

test('the route tables of a network whose endpoints are shared are known', () => {
  expect(() => synthesize((stack) => endpoints(stack, 'Endpoints', { routeTableIds: undefined }))).toThrow('the route tables of its subnets are known');
});

describe('ids of endpoints', () => {
  test('are ids, of entries that are asked for, and clients are private blocks: all of it at once', () => {
    expect(() => synthesize((stack) => adopted(stack, 'Network', { interfaceEndpointIds: { Kms: 'kms', SageMakerRuntime: 'vpce-0123456789abcdef0' }, endpointClients: ['0.0.0.0/0'] })))
      .toThrow(/Network: 3 problem\(s\)[^]*interfaceEndpointIds\.Kms is "kms": an id is vpce-[^]*interfaceEndpointIds is \["SageMakerRuntime"\]: each is an entry of endpoints, which are \[[^\]]*"SageMakerApi"[^]*ask for the sets[^]*endpointClients\[0\] is "0\.0\.0\.0\/0"/);
  });

  test('may be of any set that is asked for, and tokens', () => {
    const { template } = synthesize((stack) => endpoints(stack, 'Endpoints', { endpoints: [EndpointCatalog.INFERENCE], interfaceEndpointIds: { SageMakerRuntime: Fn.importValue('endpoint') } }));
    template.resourceCountIs('AWS::Route53Profiles::ProfileResourceAssociation', 1);
  });
});

describe('the subnets of a network that there was', () => {
  test('are shared as they are, and no rule is added', () => {
    const { template } = synthesize((stack) => subnets(stack, 'Shared'));
    template.hasResourceProperties('AWS::RAM::ResourceShare', {
      AllowExternalPrincipals: false, Principals: [ONE, OTHER], ResourceArns: SUBNETS.map((id) => ({ 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(`:subnet/${id}$`)])] })),
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('have one tier', () => {
    expect(() => synthesize((stack) => subnets(stack, 'Shared', { tiers: [SubnetTier.ENDPOINT], sharedWith: ['12'] })))
      .toThrow(/Shared: 2 problem\(s\)[^]*sharedWith\[0\] is "12"[^]*tiers is \["Endpoint"\]: the network has subnets for it\. Leave tiers out/);
    synthesize((stack) => subnets(stack, 'Shared', { tiers: [SubnetTier.ISOLATED] })).template.resourceCountIs('AWS::RAM::ResourceShare', 1);
  });
});

test('what a network that there was is connected with gets its rules; its own security group gets none', () => {
  const { template } = synthesize((stack) => {
    const network = adopted(stack, 'Network');
    const database = new SecurityGroup(stack, 'Database', { vpc: network.vpc, allowAllOutbound: false });
    database.connections.allowFrom(network, Port.tcp(5432));
    network.connections.allowFrom(Peer.ipv4('10.0.0.0/16'), Port.tcp(22));
    network.publishTo('/mlops/fraud/network');
  });
  const rules = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => [Properties.GroupId, Properties.SourceSecurityGroupId, Properties.FromPort]);
  expect(rules).toEqual([[{ 'Fn::GetAtt': [expect.stringMatching(/^Database/), 'GroupId'] }, 'sg-0123456789abcdef0', 5432]]);
  template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  template.hasResourceProperties('AWS::SSM::Parameter', { Name: '/mlops/fraud/network/vpc-id', Value: 'vpc-0123456789abcdef0' });
});
