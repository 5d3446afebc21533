import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ModelEndpoint } from '@mlops-foundation/model-deploy-pipeline';
import { AdoptedNetwork, type IWorkloadNetwork, NetworkParameters, SecureNetwork, SpokeAttachment } from '@mlops-foundation/secure-network';

type Json = Record<string, unknown>;

const ZONES = ['eu-west-1a', 'eu-west-1b'];
const IDS = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ZONES, subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'], workloadSecurityGroupId: 'sg-0123456789abcdef0' };
const ROUTE_TABLES = ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'];

/** Every kind of network there is. */
const NETWORKS: [string, (stack: Stack) => IWorkloadNetwork][] = [
  ['one that is made', (stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, endpoints: [] })],
  ['one that is adopted by its ids', (stack) => new AdoptedNetwork(stack, 'Network', { ...IDS, routeTableIds: ROUTE_TABLES, allowTransit: true })],
  ['one that is adopted by its parameters', (stack) => AdoptedNetwork.fromParameters(stack, 'Network', { path: '/landing-zone/network' })],
];

/** Whatever of the packages, and of aws-cdk-lib, takes a network; and where its template says so. */
const TAKERS: [string, string, (properties: Json) => unknown, (stack: Stack, network: IWorkloadNetwork) => unknown][] = [
  ['ModelEndpoint', 'AWS::SageMaker::Model', ({ VpcConfig }) => VpcConfig, (stack, { vpc, subnets, workloadSecurityGroup }) => new ModelEndpoint(stack, 'Taker', {
    vpc, vpcSubnets: subnets, securityGroups: [workloadSecurityGroup], endpointName: 'scoring', modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111111111111:model-package/scoring/1', instanceType: 'ml.m5.large',
    role: Role.fromRoleName(stack, 'Role', 'model'), encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111111111111:key/1'),
  })],
  ['Function', 'AWS::Lambda::Function', ({ VpcConfig }) => ({ Subnets: (VpcConfig as Json | undefined)?.SubnetIds, SecurityGroupIds: (VpcConfig as Json | undefined)?.SecurityGroupIds }), (stack, { vpc, subnets, workloadSecurityGroup }) => new Function(stack, 'Taker', {
    vpc, vpcSubnets: subnets, securityGroups: [workloadSecurityGroup], code: Code.fromInline('#'), handler: 'index.handler', runtime: Runtime.PYTHON_3_13,
  })],
];

function taken(network: (stack: Stack) => IWorkloadNetwork, take: (stack: Stack, network: IWorkloadNetwork) => unknown) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  const given = network(stack);
  take(stack, given);
  const expected = { Subnets: given.vpc.selectSubnets(given.subnets).subnetIds, SecurityGroupIds: [given.workloadSecurityGroup.securityGroupId] };
  return { template: Template.fromStack(stack), expected: stack.resolve(expected) as unknown };
}

describe.each(NETWORKS)('%s', (_, network) => {
  test.each(TAKERS)('is taken by %s', (__, type, placeOf, take) => {
    const { template, expected } = taken(network, take);
    const places = Object.values(template.findResources(type)).map(({ Properties }) => placeOf(Properties as Json));
    expect(places).toContainEqual(expected);
  });

  test('is told of by parameters', () => {
    const { template } = taken(network, (stack, given) => NetworkParameters.publish(stack, 'Published', given, { path: NetworkParameters.pathOf('credit') }));
    for (const name of ['vpc-id', 'subnet-ids', 'security-group-ids', 'availability-zones']) template.hasResourceProperties('AWS::SSM::Parameter', { Name: `/mlops/credit/network/${name}` });
  });
});

test('one that is adopted is attached to a hub by its own subnets; for that its route tables are given', () => {
  const attach = (stack: Stack, network: IWorkloadNetwork) => new SpokeAttachment(stack, 'Hub', { network, transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.0.0.0/20'], transitSubnets: network.subnets });
  const { template } = taken(NETWORKS[1][1], attach);
  template.hasResourceProperties('AWS::EC2::TransitGatewayVpcAttachment', { VpcId: IDS.vpcId, SubnetIds: IDS.subnetIds });
  for (const RouteTableId of ROUTE_TABLES) template.hasResourceProperties('AWS::EC2::Route', { RouteTableId, DestinationCidrBlock: '10.0.0.0/20' });
});

