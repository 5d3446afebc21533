import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { AddressPlan, DataPerimeter, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkHub, SecureNetwork, SharedEndpoints, SpokeAttachment, SubnetTier } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const plan = new AddressPlan({ supernets: ['10.64.0.0/12'], workloadSupernets: ['100.64.0.0/10'], teams: ['credit-risk', 'fraud'], purposes: ['dev', 'prod'] });

const central = new Stack(app, 'integ-secure-network-hub');
const hub = new NetworkHub(central, 'Hub');
const network = new SecureNetwork(central, 'Network', {
  availabilityZones: ZONES,
  addresses: NetworkAddresses.block('10.0.0.0/20'),
  tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT],
  endpoints: [EndpointCatalog.TRAINING],
  endpointClients: ['10.64.0.0/12', '100.64.0.0/10'],
  perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '222222222222'] }),
});
const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub, network, spokes: ['10.64.0.0/12', '100.64.0.0/10'] });

const spokes = new Stack(app, 'integ-secure-network-spokes');
const [one, other] = ['credit-risk', 'fraud'].map((team) => {
  const own = new SecureNetwork(spokes, team, { availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [] });
  const { attachmentId } = new SpokeAttachment(spokes, `${team}-hub`, { network: own, transitGatewayId: hub.transitGatewayId, profileId, destinations: ['10.0.0.0/20'] });
  return { team, vpcId: own.vpc.vpcId, attachmentId };
});

// in one account the attachments are known at once: a third stack connects them
const connected = new Stack(app, 'integ-secure-network-connected');
const teams = new IsolationDomain(connected, 'Teams', { hub });
for (const { team, attachmentId } of [one, other]) teams.connect(team, attachmentId);

const test = new IntegTest(app, 'Hub', { testCases: [central, spokes, connected] });
for (const { vpcId, team } of [one, other]) {
  test.assertions.awsApiCall('EC2', 'describeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] })
    .expect(ExpectedResult.objectLike({ RouteTables: Match.arrayWith([Match.objectLike({ Routes: Match.arrayWith([Match.objectLike({ DestinationCidrBlock: '10.0.0.0/20' })]) })]) }));
  test.assertions.awsApiCall('EC2', 'describeVpcs', { VpcIds: [vpcId] }).expect(ExpectedResult.objectLike({ Vpcs: [{ CidrBlock: plan.addressesOf(team, 'dev').cidr }] }));
}
