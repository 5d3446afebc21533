import { type App, Stack, Tags } from 'aws-cdk-lib';
import { CfnEgressOnlyInternetGateway, CfnNatGateway, CfnRoute, CfnSecurityGroupIngress, CfnTransitGatewayRouteTablePropagation } from 'aws-cdk-lib/aws-ec2';
import {
  AddressPlan, DataPerimeter, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkDns, NetworkEgress, NetworkHub, NetworkIpv6, PerimeterException, SecureNetwork, type SecureNetworkProps, SharedEndpoints, SpokeAttachment, SubnetTier,
} from '../src';
import { networkFindings } from './network-findings';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
type Internet = 'none' | 'inspected' | 'nat';

const proved = (build: (app: App) => void, internet: Internet = 'none', connections: 'transit'[] = []) =>
  networkFindings(build, { networks: [{ internet, connections }], separate: [['pre-prod', 'prod']] });

const network = (props: Partial<SecureNetworkProps>) => (app: App) => new SecureNetwork(new Stack(app, 'Stack', { env: ENV }), 'Network', { availabilityZones: ZONES, ...props });
const inspected = NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'] });
const every = { endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE, EndpointCatalog.STUDIO, EndpointCatalog.DATA_ACCESS, EndpointCatalog.PIPELINES, EndpointCatalog.OPERATIONS, EndpointCatalog.PACKAGE_MIRROR] };

test.each<[string, Partial<SecureNetworkProps>, Internet]>([
  ['with defaults', {}, 'none'],
  ['with every endpoint', every, 'none'],
  ['with FIPS endpoints', { fips: true }, 'none'],
  ['in one zone, endpoints among workloads', { availabilityZones: ['eu-west-1a'], tiers: [SubnetTier.ISOLATED] }, 'none'],
  ['with workloads in a block of their own', { addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/18') }, 'none'],
  ['for an organisation', { perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'o-abcdefghij' }) }, 'none'],
  ['with IPv6', { ipv6: NetworkIpv6.amazonProvided(), ...every }, 'none'],
  ['with every exception for what AWS owns', { ...every, perimeter: new DataPerimeter({ trustedAccounts: [ENV.account], exceptions: Object.values(PerimeterException).filter((one) => one instanceof PerimeterException && one !== PerimeterException.IMAGE_LAYERS) }) }, 'none'],
  ['with an inspected way out', { egress: inspected }, 'inspected'],
  ['with NAT and a closed resolver', { egress: NetworkEgress.nat(), dns: NetworkDns.closed() }, 'nat'],
])('a network %s lets through what was asked for, and nothing else', (_, props, internet) => {
  expect(proved(network(props), internet)).toEqual([]);
});

test.each<[string, Partial<SecureNetworkProps>, Internet, RegExp]>([
  ['NAT where nobody asked for it', { egress: NetworkEgress.nat(), dns: NetworkDns.closed() }, 'none', /^internet-path: .*NAT gateway.*internet gateway/],
  ['NAT where packets are to be inspected', { egress: NetworkEgress.nat(), dns: NetworkDns.closed() }, 'inspected', /^internet-path: .*NAT gateway/],
  ['a firewall where no way out was asked for', { egress: inspected }, 'none', /^internet-path: /],
  ['names that are all resolved', { dns: NetworkDns.open() }, 'none', /^dns-open: /],
])('%s: found', (_, props, internet, message) => {
  expect(proved(network(props), internet)).toContainEqual(expect.stringMatching(message));
});

test('a route past the firewall is found', () => {
  const past = (app: App) => {
    const { vpc } = network({ egress: inspected })(app);
    const [{ routeTable }] = vpc.isolatedSubnets;
    new CfnRoute(vpc, 'Past', { routeTableId: routeTable.routeTableId, destinationCidrBlock: '93.184.0.0/16', natGatewayId: 'nat-0123456789abcdef0' });
  };
  expect(proved(past, 'inspected')).toContainEqual(expect.stringMatching(/^internet-path: .*93\.184\.0\.0\/16/));
});

test.each<[string, (network: SecureNetwork) => void, RegExp]>([
  ['an egress-only gateway', ({ vpc }) => {
    const gateway = new CfnEgressOnlyInternetGateway(vpc, 'OutOnly', { vpcId: vpc.vpcId });
    new CfnRoute(vpc, 'Out6', { routeTableId: vpc.isolatedSubnets[0].routeTable.routeTableId, destinationIpv6CidrBlock: '::/0', egressOnlyInternetGatewayId: gateway.ref });
  }, /^internet-path: .*route ::\/0 .*egress-only internet gateway/],
  ['a route to a part of the IPv6 internet', ({ vpc }) => {
    new CfnRoute(vpc, 'Part', { routeTableId: vpc.isolatedSubnets[0].routeTable.routeTableId, destinationIpv6CidrBlock: '2600:1f00::/24', gatewayId: 'igw-0123456789abcdef0' });
  }, /^internet-path: .*route 2600:1f00::\/24 .*internet gateway/],
  ['a NAT gateway for IPv6 clients', ({ vpc }) => {
    const nat = new CfnNatGateway(vpc, 'Nat', { subnetId: vpc.selectSubnets({ subnetGroupName: SubnetTier.ENDPOINT }).subnetIds[0], connectivityType: 'public' });
    new CfnRoute(vpc, 'Nat64', { routeTableId: vpc.isolatedSubnets[0].routeTable.routeTableId, destinationIpv6CidrBlock: '64:ff9b::/96', natGatewayId: nat.ref });
    new CfnRoute(vpc, 'NatOut', { routeTableId: vpc.selectSubnets({ subnetGroupName: SubnetTier.ENDPOINT }).subnets[0].routeTable.routeTableId, destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0123456789abcdef0' });
  }, /^internet-path: .*route 64:ff9b::\/96 .*NAT gateway.*route 0\.0\.0\.0\/0 .*internet gateway/],
  ['a route to another network', ({ vpc }) => {
    new CfnRoute(vpc, 'Other6', { routeTableId: vpc.isolatedSubnets[0].routeTable.routeTableId, destinationIpv6CidrBlock: 'fd12:3456:789a::/48', transitGatewayId: 'tgw-0123456789abcdef0' });
  }, /^connection: .*route fd12:3456:789a::\/48 .*transit gateway tgw-0123456789abcdef0/],
  ['a rule for everybody\'s IPv6 addresses', ({ vpc, workloadSecurityGroup }) => {
    new CfnSecurityGroupIngress(vpc, 'In6', { groupId: workloadSecurityGroup.securityGroupId, ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIpv6: '::/0' });
  }, /^ingress-from-everywhere: .*tcp 443 in from ::\/0/],
])('%s that somebody adds to a network with IPv6 is found', (_, add, message) => {
  expect(proved((app) => add(network({ ipv6: NetworkIpv6.amazonProvided() })(app)))).toContainEqual(expect.stringMatching(message));
});

test('answers that come back through the firewall endpoint of another zone are found', () => {
  const crossed = (app: App) => {
    const made = network({ egress: inspected })(app);
    const [one, two] = ['WayBack1', 'WayBack2'].map((id) => made.node.findChild(id) as CfnRoute);
    one.vpcEndpointId = two.vpcEndpointId;
  };
  expect(proved(crossed, 'inspected')).toContainEqual(expect.stringMatching(/^internet-return-uninspected: .*in eu-west-1b.*in eu-west-1a/));
});

/** A hub with shared endpoints, and a spoke for each team. */
function hubAndSpokes(app: App, change: (stack: Stack, hub: NetworkHub, spokes: { readonly domain: IsolationDomain; readonly attachmentId: string }[]) => void, membersMeet = false): void {
  const plan = new AddressPlan({ supernets: ['10.64.0.0/12'], teams: ['risk', 'fraud'], purposes: ['dev'] });
  const central = new Stack(app, 'Hub', { env: ENV });
  const hub = new NetworkHub(central, 'Hub');
  const shared = new SecureNetwork(central, 'Network', {
    availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpointClients: ['10.64.0.0/12'],
  });
  const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub, network: shared, spokes: ['10.64.0.0/12'] });
  const attached = ['risk', 'fraud'].map((team) => {
    const stack = new Stack(app, team, { env: ENV });
    Tags.of(stack).add('mlops:team', team);
    const own = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [] });
    return { team, ...new SpokeAttachment(stack, 'Spoke', { network: own, transitGatewayId: hub.transitGatewayId, profileId, destinations: ['10.0.0.0/20'] }) };
  });
  const connected = new Stack(app, 'Connected', { env: ENV });
  const domain = new IsolationDomain(connected, 'Teams', { hub, membersMeet });
  for (const { team, attachmentId } of attached) domain.connect(team, attachmentId);
  change(connected, hub, attached.map(({ attachmentId }) => ({ domain, attachmentId })));
}

test('teams reach the shared endpoints, and not each other', () => {
  expect(proved((app) => hubAndSpokes(app, () => undefined), 'none', ['transit'])).toEqual([]);
});

test.each<[string, boolean, (stack: Stack, hub: NetworkHub, spokes: { readonly domain: IsolationDomain; readonly attachmentId: string }[]) => void]>([
  ['members of a domain that meet', true, () => undefined],
  ['a propagation that somebody adds', false, (stack, _, [{ domain, attachmentId }]) => {
    new CfnTransitGatewayRouteTablePropagation(stack, 'Slip', { transitGatewayRouteTableId: domain.routeTableId, transitGatewayAttachmentId: attachmentId });
  }],
])('%s: one team reaches another, and that is found', (_, membersMeet, change) => {
  expect(proved((app) => hubAndSpokes(app, change, membersMeet), 'none', ['transit'])).toContainEqual(expect.stringMatching(/^teams-reach: .*team (risk from team fraud|fraud from team risk)/));
});
