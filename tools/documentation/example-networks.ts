import { App, Stack, Tags } from 'aws-cdk-lib';
import {
  AddressPlan, AdoptedNetwork, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkEgress, NetworkHub, SecureNetwork, SharedEndpoints, SpokeAttachment, SubnetTier,
} from '../../packages/secure-network/src';

const REGION = 'eu-west-1';
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const SPOKES = ['10.64.0.0/12'];
const [NETWORK_ACCOUNT, RISK_ACCOUNT, FRAUD_ACCOUNT] = ['111111111111', '222222222222', '333333333333'];

const stackOf = (app: App, id: string, account = NETWORK_ACCOUNT) => new Stack(app, id, { env: { account, region: REGION } });

/** The networks whose pictures stand in the documentation, by the names of the pictures. */
export const EXAMPLE_NETWORKS: Readonly<Record<string, (app: App) => void>> = {
  defaults: (app) => {
    new SecureNetwork(stackOf(app, 'Network'), 'Network', { availabilityZones: ZONES });
  },
  inspected: (app) => {
    new SecureNetwork(stackOf(app, 'Experiments'), 'Network', { availabilityZones: ZONES, egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'] }) });
  },
  hub,
  adopted: (app) => {
    new AdoptedNetwork(stackOf(app, 'Training'), 'Network', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ZONES,
      subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      workloadSecurityGroupId: 'sg-0123456789abcdef0',
      endpoints: [EndpointCatalog.TRAINING],
    });
  },
};

/** A hub with shared endpoints and two teams, as it stands when the hub has been told the attachments of its spokes. */
function hub(app: App): void {
  const plan = new AddressPlan({ supernets: SPOKES, teams: ['risk', 'fraud'], purposes: ['dev'] });
  const central = stackOf(app, 'Hub');
  const gateway = new NetworkHub(central, 'Hub');
  const network = new SecureNetwork(central, 'Central', {
    availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpointClients: SPOKES,
  });
  const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub: gateway, network, spokes: SPOKES });
  const spokes = [['risk', RISK_ACCOUNT], ['fraud', FRAUD_ACCOUNT]].map(([team, account]) => {
    // in several accounts the ids are told by people; in one assembly the picture needs them to refer to each other
    const stack = stackOf(app, `Spoke-${team}`, account);
    Tags.of(stack).add('mlops:team', team);
    const own = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [] });
    const { attachmentId } = new SpokeAttachment(stack, 'Spoke', { network: own, transitGatewayId: gateway.transitGatewayId, profileId, destinations: ['10.0.0.0/20'] });
    return { team, attachmentId };
  });
  const teams = new IsolationDomain(stackOf(app, 'Connections'), 'Teams', { hub: gateway });
  for (const { team, attachmentId } of spokes) teams.connect(team, attachmentId);
}
