import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { NetworkEgress, SecureNetwork, SubnetTier } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const ZONES = ['eu-west-1a', 'eu-west-1b'];

const stack = new Stack(app, 'integ-secure-network-inspected');
const network = new SecureNetwork(stack, 'Network', {
  availabilityZones: ZONES,
  // without protection, so that the stack can be deleted again
  egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'], deletionProtection: false }),
});

const test = new IntegTest(app, 'Inspected', { testCases: [stack] });
const tableOf = (tier: SubnetTier, zone: number) => network.vpc.selectSubnets({ subnetGroupName: tier }).subnets[zone].routeTable.routeTableId;
for (const zone of ZONES.keys()) {
  const routes = (tier: SubnetTier, DestinationCidrBlock: string, target: object) => test.assertions.awsApiCall('EC2', 'describeRouteTables', { RouteTableIds: [tableOf(tier, zone)] })
    .expect(ExpectedResult.objectLike({ RouteTables: [Match.objectLike({ Routes: Match.arrayWith([Match.objectLike({ DestinationCidrBlock, ...target })]) })] }));
  // EC2 tells of endpoints of firewalls as of gateways: their ids begin with vpce-
  routes(SubnetTier.ISOLATED, '0.0.0.0/0', { GatewayId: Match.stringLikeRegexp('^vpce-') });
  routes(SubnetTier.INSPECTION, '0.0.0.0/0', { NatGatewayId: Match.stringLikeRegexp('^nat') });
}
