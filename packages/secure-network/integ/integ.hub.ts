import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import {
  AddressPlan, DataPerimeter, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkDns, NetworkHub, NetworkInspection, SecureNetwork, SharedEndpoints, SharedSubnets, SpokeAttachment, SubnetTier,
} from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const SPOKES = ['10.64.0.0/12', '100.64.0.0/10'];
const plan = new AddressPlan({ supernets: ['10.64.0.0/12'], workloadSupernets: ['100.64.0.0/10'], teams: ['credit-risk', 'fraud'], purposes: ['dev', 'prod'] });

const central = new Stack(app, 'integ-secure-network-hub');
const hub = new NetworkHub(central, 'Hub');
const network = new SecureNetwork(central, 'Network', {
  availabilityZones: ZONES,
  addresses: NetworkAddresses.block('10.0.0.0/20'),
  tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT],
  endpoints: [EndpointCatalog.TRAINING],
  endpointClients: SPOKES,
  perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '222222222222'] }),
});
const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub, network, spokes: SPOKES });
new SharedSubnets(central, 'Subnets', { network, sharedWith: ['111111111111'] });
const inspection = new NetworkInspection(central, 'Inspection', {
  hub, availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.16.0/22'), spokes: SPOKES, shared: ['10.0.0.0/20'], allowedDomains: ['pypi.org', '.pythonhosted.org'],
  // so that the stack can be deleted again
  deletionProtection: false,
});

const spokes = new Stack(app, 'integ-secure-network-spokes');
const [one, other] = ['credit-risk', 'fraud'].map((team) => {
  const own = new SecureNetwork(spokes, team, {
    availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [],
    dns: NetworkDns.closed({ allowedDomains: ['pypi.org', 'pythonhosted.org', '*.pythonhosted.org'] }),
  });
  const { attachmentId } = new SpokeAttachment(spokes, `${team}-hub`, { network: own, transitGatewayId: hub.transitGatewayId, profileId, destinations: ['10.0.0.0/20'], internetByHub: true });
  return { team, vpcId: own.vpc.vpcId, attachmentId };
});

// in one account the attachments are known at once: a third stack connects them
const connected = new Stack(app, 'integ-secure-network-connected');
const teams = new IsolationDomain(connected, 'Teams', { hub });
for (const { team, attachmentId } of [one, other]) teams.connect(team, attachmentId);

const test = new IntegTest(app, 'Hub', { testCases: [central, spokes, connected] });
const hasRoute = (filters: object, DestinationCidrBlock: string, target: object = {}) => test.assertions.awsApiCall('EC2', 'describeRouteTables', filters)
  .expect(ExpectedResult.objectLike({ RouteTables: Match.arrayWith([Match.objectLike({ Routes: Match.arrayWith([Match.objectLike({ DestinationCidrBlock, ...target })]) })]) }));
for (const { vpcId, team } of [one, other]) {
  hasRoute({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }, '10.0.0.0/20');
  hasRoute({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }, '0.0.0.0/0', { TransitGatewayId: hub.transitGatewayId });
  test.assertions.awsApiCall('EC2', 'describeVpcs', { VpcIds: [vpcId] }).expect(ExpectedResult.objectLike({ Vpcs: [{ CidrBlock: plan.addressesOf(team, 'dev').cidr }] }));
}
// through the firewall's endpoint, and past it on to spokes
for (const { routeTable } of inspection.vpc.selectSubnets({ subnetGroupName: SubnetTier.TRANSIT }).subnets) hasRoute({ RouteTableIds: [routeTable.routeTableId] }, '0.0.0.0/0', { GatewayId: Match.stringLikeRegexp('^vpce-') });
for (const { routeTable } of inspection.vpc.selectSubnets({ subnetGroupName: SubnetTier.INSPECTION }).subnets) hasRoute({ RouteTableIds: [routeTable.routeTableId] }, SPOKES[0], { TransitGatewayId: hub.transitGatewayId });

// of the teams' table: their own blocks lead nowhere, so that they do not reach each other, and all else leads to the firewall; nothing is learned of anybody
const inTransit = (TransitGatewayRouteTableId: string, Name: string, value: string, Routes: unknown) =>
  test.assertions.awsApiCall('EC2', 'searchTransitGatewayRoutes', { TransitGatewayRouteTableId, Filters: [{ Name, Values: [value] }] }).expect(ExpectedResult.objectLike({ Routes }));
const exactly = (block: string, route: object) => inTransit(teams.routeTableId, 'route-search.exact-match', block, [Match.objectLike({ DestinationCidrBlock: block, Type: 'static', ...route })]);
for (const block of SPOKES) exactly(block, { State: 'blackhole' });
const toFirewall = { State: 'active', TransitGatewayAttachments: [Match.objectLike({ TransitGatewayAttachmentId: inspection.attachmentId })] };
for (const block of ['10.0.0.0/20', '0.0.0.0/0']) exactly(block, toFirewall);
inTransit(teams.routeTableId, 'type', 'propagated', []);
// the firewall's own table knows each team's blocks
for (const { attachmentId, vpcId } of [one, other]) {
  inTransit(inspection.routeTableId, 'attachment.transit-gateway-attachment-id', attachmentId, Match.arrayWith([
    Match.objectLike({ Type: 'propagated', State: 'active', TransitGatewayAttachments: [Match.objectLike({ ResourceId: vpcId })] }),
  ]));
}
const associated = { Associations: Match.arrayWith([Match.objectLike({ State: 'associated', ResourceType: 'vpc' })]) };
for (const TransitGatewayRouteTableId of [teams.routeTableId, inspection.routeTableId]) test.assertions.awsApiCall('EC2', 'getTransitGatewayRouteTableAssociations', { TransitGatewayRouteTableId }).expect(ExpectedResult.objectLike(associated));
