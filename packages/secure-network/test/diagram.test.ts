import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Assembly, drawNetwork, readAssembly } from '@mlops-foundation/assurance';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { faultsOf, routesOf, wordsOf } from '../../assurance/test/diagram/faults-of';
import {
  AddressPlan, AdoptedNetwork, EndpointCatalog, IsolationDomain, NetworkAddresses, NetworkDns, NetworkEgress, NetworkHub, SecureNetwork, SharedEndpoints, SpokeAttachment, SubnetTier,
} from '../src';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const SPOKES = ['10.64.0.0/12'];

const APPS: Readonly<Record<string, (app: App) => void>> = {
  'a network with defaults': (app) => void new SecureNetwork(new Stack(app, 'Network', { env: ENV }), 'Network', { availabilityZones: ZONES.slice(0, 2) }),
  'one zone and every endpoint': (app) => void new SecureNetwork(new Stack(app, 'Network', { env: ENV }), 'Network', {
    availabilityZones: ['eu-west-1a'], endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE, EndpointCatalog.STUDIO, EndpointCatalog.DATA_ACCESS, EndpointCatalog.PIPELINES, EndpointCatalog.OPERATIONS, EndpointCatalog.PACKAGE_MIRROR],
  }),
  'an inspected way out in three zones': (app) => void new SecureNetwork(new Stack(app, 'Network', { env: ENV }), 'Network', { availabilityZones: ZONES, egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }) }),
  'NAT, anywhere': (app) => void new SecureNetwork(new Stack(app, 'Network'), 'Network', { availabilityZones: ZONES, egress: NetworkEgress.nat(), dns: NetworkDns.open() }),
  'workloads in a block of their own': (app) => void new SecureNetwork(new Stack(app, 'Network', { env: ENV }), 'Network', { availabilityZones: ZONES, addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/18') }),
  'an address plan of IPAM': (app) => void new SecureNetwork(new Stack(app, 'Network', { env: ENV }), 'Network', { availabilityZones: ZONES, addresses: NetworkAddresses.fromIpam({ poolId: 'ipam-pool-0123456789abcdef0', netmaskLength: 20 }) }),
  'a hub and its spokes in three accounts': hub,
  'an adopted network': (app) => void new AdoptedNetwork(new Stack(app, 'Guest', { env: ENV }), 'Network', {
    vpcId: 'vpc-0123456789abcdef0', availabilityZones: ZONES.slice(0, 2), subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'], workloadSecurityGroupId: 'sg-0123456789abcdef0', endpoints: [EndpointCatalog.TRAINING],
  }),
};

function hub(app: App): void {
  const plan = new AddressPlan({ supernets: SPOKES, teams: ['risk', 'fraud'], purposes: ['dev'] });
  const central = new Stack(app, 'Hub', { env: ENV });
  const gateway = new NetworkHub(central, 'Hub');
  const network = new SecureNetwork(central, 'Central', { availabilityZones: ZONES, addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpointClients: SPOKES });
  const { profileId } = new SharedEndpoints(central, 'Endpoints', { hub: gateway, network, spokes: SPOKES });
  const attached = [['risk', '222222222222'], ['fraud', '333333333333']].map(([team, account]) => {
    const stack = new Stack(app, team, { env: { ...ENV, account } });
    Tags.of(stack).add('mlops:team', team);
    const own = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, addresses: plan.addressesOf(team, 'dev'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [] });
    return { team, ...new SpokeAttachment(stack, 'Spoke', { network: own, transitGatewayId: gateway.transitGatewayId, profileId, destinations: ['10.0.0.0/20'] }) };
  });
  const domain = new IsolationDomain(new Stack(app, 'Connected', { env: ENV }), 'Teams', { hub: gateway });
  for (const { team, attachmentId } of attached) domain.connect(team, attachmentId);
}

function assemblyOf(build: (app: App) => void): Assembly {
  const outdir = mkdtempSync(path.join(tmpdir(), 'diagram-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    build(app);
    app.synth();
    return readAssembly(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const assemblies = new Map(Object.entries(APPS).map(([name, build]) => [name, assemblyOf(build)]));
const named = (name: string) => assemblies.get(name)!;

test.each([...assemblies])('%s: the same each time, well formed, no words upon words, every subnet once', (_, assembly) => {
  expect(faultsOf(assembly)).toEqual([]);
});

test('a network with defaults shows its zones, tiers, blocks and endpoints, and that nothing leads out', () => {
  const assembly = named('a network with defaults');
  expect(wordsOf(assembly)).toEqual(expect.arrayContaining(['eu-west-1a', 'eu-west-1b', 'Isolated', 'Endpoint', '10.0.0.0/19', '10.0.96.0/20', 'sagemaker.api', 's3', 'no route out', 'flow logs', 'DNS firewall', 'Account 111111111111 · eu-west-1']));
  expect(routesOf(assembly)).toEqual([]);
  expect(drawNetwork(assembly)).not.toContain('class="gateway"');
});

test('an inspected way out is drawn through the firewall and NAT, there and back', () => {
  const assembly = named('an inspected way out in three zones');
  expect(routesOf(assembly)).toEqual([
    'Isolated: 0.0.0.0/0 → Inspection', 'Inspection: 0.0.0.0/0 → Egress',
    expect.stringMatching(/^Egress: 0\.0\.0\.0\/0 → Internet gateway /), 'Egress: 10.0.0.0/19, 10.0.64.0/19, 10.0.128.0/19 → Inspection',
  ]);
  expect(wordsOf(assembly)).toContain('Internet');
});

test('a hub tells what each spoke\'s route table leads to, in whichever account', () => {
  const words = wordsOf(named('a hub and its spokes in three accounts'));
  expect(words.filter((text) => text === '→ 10.0.0.0/20 Hub/Central/Vpc')).toHaveLength(2);
  expect(words).toEqual(expect.arrayContaining(['Account 222222222222 · eu-west-1', 'team fraud', '→ 10.64.0.0/20 risk/Network/Vpc', '→ 10.65.0.0/20 fraud/Network/Vpc']));
});

test('an adopted network is drawn with what is known of it', () => {
  expect(wordsOf(named('an adopted network'))).toEqual(expect.arrayContaining(['VPC vpc-0123456789abcdef0', 'subnet-0123456789abcdef1', 'eu-west-1b', 'sagemaker.api', 's3', 'block not in these templates']));
});
