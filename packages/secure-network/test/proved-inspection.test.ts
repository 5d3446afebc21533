import { type App, Stack, Tags } from 'aws-cdk-lib';
import { CfnRoute, CfnTransitGatewayRoute, CfnTransitGatewayRouteTablePropagation, CfnTransitGatewayVpcAttachment } from 'aws-cdk-lib/aws-ec2';
import { AddressPlan, IsolationDomain, NetworkAddresses, NetworkDns, NetworkHub, NetworkInspection, SecureNetwork, SharedEndpoints, SpokeAttachment, SubnetTier } from '../src';
import { networkFindings } from './network-findings';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const SPOKES = ['10.64.0.0/12'];

interface Made {
  readonly hub: NetworkHub;
  readonly connected: Stack;
  readonly inspection: NetworkInspection;
  readonly teams: IsolationDomain;
  readonly attachments: readonly string[];
  readonly shared: SharedEndpoints;
}

/** A hub that inspects, with shared endpoints and a spoke for each of two teams. */
function inspectedHub(app: App, { internet = false, membersMeet = false } = {}): Made {
  const plan = new AddressPlan({ supernets: SPOKES, teams: ['risk', 'fraud'], purposes: ['dev'] });
  const central = new Stack(app, 'Hub', { env: ENV });
  const hub = new NetworkHub(central, 'Hub');
  const network = new SecureNetwork(central, 'Network', {
    availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpointClients: SPOKES,
  });
  const shared = new SharedEndpoints(central, 'Endpoints', { hub, network, spokes: SPOKES });
  const inspection = new NetworkInspection(central, 'Inspection', {
    hub, availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.16.0/22'), spokes: SPOKES, shared: ['10.0.0.0/20'], allowedDomains: internet ? ['pypi.org'] : undefined,
  });
  const attached = ['risk', 'fraud'].map((team) => {
    const stack = new Stack(app, team, { env: ENV });
    Tags.of(stack).add('mlops:team', team);
    const own = new SecureNetwork(stack, 'Network', {
      availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [], dns: NetworkDns.closed({ allowedDomains: internet ? ['pypi.org'] : [] }),
    });
    const { attachmentId } = new SpokeAttachment(stack, 'Spoke', { network: own, transitGatewayId: hub.transitGatewayId, profileId: shared.profileId, destinations: ['10.0.0.0/20'], internetByHub: internet });
    return { team, attachmentId };
  });
  const connected = new Stack(app, 'Connected', { env: ENV });
  const teams = new IsolationDomain(connected, 'Teams', { hub, membersMeet });
  for (const { team, attachmentId } of attached) teams.connect(team, attachmentId);
  return { hub, connected, inspection, teams, shared, attachments: attached.map(({ attachmentId }) => attachmentId) };
}

/** What is found where all that spokes send has to be inspected. */
function proved(options: { readonly internet?: boolean; readonly membersMeet?: boolean }, change: (made: Made) => void = () => undefined): string[] {
  const spoke = { stack: ['risk', 'fraud'], internet: options.internet ? 'inspected' as const : 'none' as const, connections: ['inspected-transit' as const] };
  return networkFindings((app) => change(inspectedHub(app, options)), { networks: [spoke, { internet: 'none', connections: ['inspected-transit'] }] });
}

test.each([false, true])('spokes reach the shared endpoints through the firewall, and not each other; with a way to the internet: %s', (internet) => {
  expect(proved({ internet })).toEqual([]);
});

test.each<[string, boolean, RegExp, (made: Made) => void]>([
  ['a propagation of what is shared past the firewall', false, /^transit-uninspected: .*10\.0\.0\.0\/20.*attachment EndpointsAttachment/, ({ connected, teams, shared }) => {
    const attachmentId = (shared.node.findChild('Attachment') as SpokeAttachment).attachmentId;
    new CfnTransitGatewayRouteTablePropagation(connected, 'Slip', { transitGatewayRouteTableId: teams.routeTableId, transitGatewayAttachmentId: attachmentId });
    (teams.node.findChild('Inspected1') as CfnTransitGatewayRoute).destinationCidrBlock = '10.0.0.0/8';
  }],
  ['answers past the firewall', false, /^transit-return-uninspected: .*the propagation Slip/, ({ connected, hub, attachments }) => {
    new CfnTransitGatewayRouteTablePropagation(connected, 'Slip', { transitGatewayRouteTableId: hub._sharedTableId, transitGatewayAttachmentId: attachments[0] });
  }],
  ['an attachment that is not in appliance mode', false, /^inspection-asymmetric: attachment InspectionAttachment/, ({ inspection }) => {
    (inspection.node.findChild('Attachment') as CfnTransitGatewayVpcAttachment).options = { DnsSupport: 'enable' };
  }],
  ['a way to the internet past the firewall', true, /^internet-path: .*past the firewall/, ({ inspection }) => {
    const transit = inspection.vpc.selectSubnets({ subnetGroupName: SubnetTier.TRANSIT }).subnets[0].routeTable.routeTableId;
    new CfnRoute(inspection, 'Past', { routeTableId: transit, destinationCidrBlock: '93.184.0.0/16', natGatewayId: 'nat-0123456789abcdef0' });
  }],
  ['answers of the internet through another zone', true, /^internet-return-uninspected: /, ({ inspection }) => {
    const [one, two] = ['WayBack1-1', 'WayBack1-2'].map((id) => inspection.node.findChild(id) as CfnRoute);
    one.vpcEndpointId = two.vpcEndpointId;
  }],
  ['spokes whose packets to each other are not dropped', true, /^teams-reach: .*team risk from team fraud/, ({ teams }) => {
    teams.node.tryRemoveChild('ToSpokes1');
  }],
  ['a propagation between teams', false, /^teams-reach: .*team fraud from team risk/, ({ connected, teams, attachments }) => {
    new CfnTransitGatewayRouteTablePropagation(connected, 'Slip', { transitGatewayRouteTableId: teams.routeTableId, transitGatewayAttachmentId: attachments[0] });
  }],
])('%s: found', (_, internet, message, change) => {
  expect(proved({ internet }, change)).toContainEqual(expect.stringMatching(message));
});

test.each([false, true])('members that meet are found where teams are kept apart; with a way to the internet: %s', (internet) => {
  expect(proved({ internet, membersMeet: true })).toContainEqual(expect.stringMatching(/^teams-reach: .*team (risk from team fraud|fraud from team risk)/));
});
