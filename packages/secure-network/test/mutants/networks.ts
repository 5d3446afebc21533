import { type App, Stack, Tags } from 'aws-cdk-lib';
import {
  AddressPlan, AdoptedNetwork, DataPerimeter, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkDns, NetworkEgress, NetworkHub, NetworkInspection, NetworkIpv6, NetworkParameters, SecureNetwork, SharedEndpoints, SharedSubnets,
  SpokeAttachment, SubnetTier,
} from '../../src';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const PARTICIPANT = '222222222222';
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const SPOKES = ['10.64.0.0/12'];
const DOMAINS = ['pypi.org', '.pythonhosted.org'];

/** The networks that are taken apart, by name: all that this package makes, between them. */
export const NETWORKS: Readonly<Record<string, (app: App) => void>> = {
  inspected: (app) => void new SecureNetwork(new Stack(app, 'Inspected', { env: ENV }), 'Network', { availabilityZones: ZONES, egress: NetworkEgress.inspected({ allowedDomains: DOMAINS }) }),
  ipv6: (app) => void new SecureNetwork(new Stack(app, 'Ipv6', { env: ENV }), 'Network', { availabilityZones: ZONES, ipv6: NetworkIpv6.amazonProvided(), perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'o-abcdefghij' }) }),
  adopted,
  hub: (app) => void hub(app),
  'inspected-hub': inspectedHub,
};

/** A network whose parameters another stack reads. */
function adopted(app: App): void {
  const owner = new Stack(app, 'Owner', { env: ENV });
  const network = new SecureNetwork(owner, 'Network', { availabilityZones: ZONES });
  NetworkParameters.publish(owner, 'Published', network, { path: '/network' });
  AdoptedNetwork.fromParameters(new Stack(app, 'Guest', { env: ENV }), 'Network', { path: '/network' });
}

/** Shared endpoints and subnets behind a hub; two teams' tests in one isolation domain, the production of one of them in another. */
function hub(app: App, inspect: (stack: Stack, hub: NetworkHub) => void = () => undefined, internetByHub = false): void {
  const plan = new AddressPlan({ supernets: SPOKES, teams: ['risk', 'fraud'], purposes: ['pre-prod', 'prod'] });
  const central = new Stack(app, 'Hub', { env: ENV });
  const gateway = new NetworkHub(central, 'Hub', { sharedWith: [PARTICIPANT] });
  const network = new SecureNetwork(central, 'Network', {
    availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpoints: [EndpointCatalog.TRAINING],
    endpointClients: SPOKES, perimeter: new DataPerimeter({ trustedAccounts: [ENV.account, PARTICIPANT] }),
  });
  const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub: gateway, network, spokes: SPOKES, sharedWith: [PARTICIPANT] });
  new SharedSubnets(central, 'Subnets', { network, sharedWith: [PARTICIPANT] });
  inspect(central, gateway);
  const connected = new Stack(app, 'Connected', { env: ENV });
  for (const [purpose, teams] of Object.entries({ 'pre-prod': ['risk', 'fraud'], 'prod': ['risk'] })) {
    const domain = new IsolationDomain(connected, purpose, { hub: gateway });
    for (const team of teams) {
      const stack = new Stack(app, `${team}-${purpose}`, { env: ENV });
      Tags.of(stack).add('mlops:team', team);
      Tags.of(stack).add('mlops:purpose', purpose);
      const own = new SecureNetwork(stack, 'Network', {
        availabilityZones: ZONES, addresses: plan.addressesOf(team, purpose), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [],
        dns: NetworkDns.closed({ allowedDomains: internetByHub ? ['pypi.org', '*.pythonhosted.org'] : [] }),
      });
      domain.connect(team, new SpokeAttachment(stack, 'Spoke', { network: own, transitGatewayId: gateway.transitGatewayId, profileId, destinations: ['10.0.0.0/20'], internetByHub }).attachmentId);
    }
  }
}

/** The same with a firewall in the middle, by which spokes reach the endpoints and the internet. */
function inspectedHub(app: App): void {
  hub(app, (stack, gateway) => void new NetworkInspection(stack, 'Inspection', {
    hub: gateway, availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.16.0/22'), spokes: SPOKES, shared: ['10.0.0.0/20'], allowedDomains: DOMAINS,
  }), true);
}
