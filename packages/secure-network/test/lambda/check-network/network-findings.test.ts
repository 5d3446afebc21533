import type { Route, RouteTable, SecurityGroup, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../../../lambda/check-network/network-facts';
import { networkFindings } from '../../../lambda/check-network/network-findings';
import { RULES, type RuleId } from '../../../lambda/check-network/rules';
import { DEFAULT_GROUP, ENDPOINT, ENDPOINTS_GROUP, FACTS, GATEWAY, REQUIREMENTS, WORKLOAD_GROUP } from './good-network';

const findings = (facts: Partial<NetworkFacts>, requirements: Partial<NetworkRequirements> = {}) => networkFindings({ ...FACTS, ...facts }, { ...REQUIREMENTS, ...requirements });
const [tableA, tableB] = FACTS.routeTables;
const routed = (route: Route, table: Partial<RouteTable> = {}) => ({ routeTables: [{ ...tableA, ...table, Routes: [...tableA.Routes ?? [], route] }, tableB] });
const endpoint = (changes: Partial<VpcEndpoint>) => ({ endpoints: [GATEWAY, { ...ENDPOINT, ...changes }] });
const gateway = (changes: Partial<VpcEndpoint>) => ({ endpoints: [{ ...GATEWAY, ...changes }, ENDPOINT] });
const groups = (...changed: SecurityGroup[]) => ({ securityGroups: [ENDPOINTS_GROUP, WORKLOAD_GROUP, DEFAULT_GROUP].map((group) => changed.find(({ GroupId }) => GroupId === group.GroupId) ?? group) });
const BALANCER: VpcEndpoint = { VpcEndpointId: 'vpce-balancer', VpcEndpointType: 'GatewayLoadBalancer', ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1', State: 'Available' };
const CORE = 'arn:aws:networkmanager::111111111111:core-network/core-network-1';
const kms = 'vpce-kms of com.amazonaws.eu-west-1.kms';
const OPEN = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] });

/** Lets blocks of other networks in too. */
const FOR_SPOKES: SecurityGroup = { ...ENDPOINTS_GROUP, IpPermissions: [...ENDPOINTS_GROUP.IpPermissions ?? [], { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.64.0.0/12' }] }] };

test('nothing is found where the endpoints that are meant let in who reaches them by a hub', () => {
  expect(findings(groups(FOR_SPOKES), { endpointClients: ['10.64.0.0/12'], services: [{ ...REQUIREMENTS.services[0], endpointId: 'vpce-kms' }] })).toEqual([]);
});

test('nothing is found in a good network', () => {
  expect(findings({})).toEqual([]);
});

type Found = [rule: RuleId, text: string, facts: Partial<NetworkFacts>, requirements?: Partial<NetworkRequirements>];

const found: Found[] = [
  ['vpc', 'vpc-1 is not seen from here', { vpc: undefined }],
  ['dns', 'enableDnsSupport of vpc-1 is false', { dnsSupport: false }],
  ['dns', 'enableDnsHostnames of vpc-1 is false', { dnsHostnames: false }],
  ['subnet', 'subnet-b is no subnet of vpc-1', { subnets: [FACTS.subnets[0]] }],
  ['zone', 'subnet-b lies in eu-west-1c, not in eu-west-1b', { subnets: [FACTS.subnets[0], { ...FACTS.subnets[1], AvailabilityZone: 'eu-west-1c' }] }],
  ['parameters', '3 subnets are published (subnet-a, subnet-b, subnet-c), 2 adopted', {}, { publishedSubnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] }],
  ['addresses', 'subnet-b has 15 free addresses', { subnets: [FACTS.subnets[0], { ...FACTS.subnets[1], AvailableIpAddressCount: 15 }] }],
  ['public', 'rtb-a sends 0.0.0.0/0 to igw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' })],
  ['public', 'rtb-a sends 0.0.0.0/0 to igw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }), { egress: 'nat' }],
  ['public', 'rtb-a sends ::/0 to eigw-1', routed({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to nat-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' })],
  ['connection', 'rtb-a sends 10.9.0.0/16 to pcx-1', routed({ DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1' })],
  ['connection', 'rtb-a sends 10.9.0.0/16 to vgw-1', routed({ DestinationCidrBlock: '10.9.0.0/16', GatewayId: 'vgw-1' })],
  ['connection', 'rtb-a sends pl-corporate to tgw-1', routed({ DestinationPrefixListId: 'pl-corporate', TransitGatewayId: 'tgw-1' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to eni-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-1' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to i-1', routed({ DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-1' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to lgw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', LocalGatewayId: 'lgw-1' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to cagw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', CarrierGatewayId: 'cagw-1' })],
  ['connection', `rtb-a sends 0.0.0.0/0 to ${CORE}`, routed({ DestinationCidrBlock: '0.0.0.0/0', CoreNetworkArn: CORE })],
  ['connection', 'rtb-a sends 10.9.0.0/16 to pcx-1', routed({ DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1' }), { egress: 'inspected', allowTransit: true }],
  ['connection', 'rtb-a sends 10.9.0.0/16 to vgw-1', routed({ DestinationCidrBlock: '10.9.0.0/16', GatewayId: 'vgw-1' }), { egress: 'nat', allowTransit: true }],
  ['connection', 'rtb-a sends 0.0.0.0/0 to tgw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' }), { egress: 'inspected' }],
  ['connection', 'rtb-a sends 10.9.0.0/16 to tgw-1', routed({ DestinationCidrBlock: '10.9.0.0/16', TransitGatewayId: 'tgw-1' }), { egress: 'nat' }],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to tgw-1', routed({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' }), { allowTransit: true }],
  ['way-out', 'rtb-a sends pl-corporate to tgw-1', routed({ DestinationPrefixListId: 'pl-corporate', TransitGatewayId: 'tgw-1' }), { allowTransit: true }],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to nat-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }), { egress: 'inspected' }],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to eni-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-1' }), { egress: 'inspected' }],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to eni-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-1' }), { egress: 'nat' }],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to vpce-firewall', routed({ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-firewall' })],
  ['way-out', 'rtb-a sends pl-own to vpce-balancer', { ...routed({ DestinationPrefixListId: 'pl-own', GatewayId: 'vpce-balancer' }), endpoints: [GATEWAY, ENDPOINT, BALANCER] }],
  ['way-out', 'rtb-a sends pl-own to vpce-unseen', routed({ DestinationPrefixListId: 'pl-own', GatewayId: 'vpce-unseen' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to a target that is not known here', routed({ DestinationCidrBlock: '0.0.0.0/0' })],
  ['way-out', 'rtb-a sends 0.0.0.0/0 to nat-1', routed({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }, { Associations: [{ Main: true }] })],
  ['route-table', 'none is seen of subnet-b', { routeTables: [tableA] }],
  ['route-table', 'none is seen of subnet-b', { routeTables: [tableA, { ...tableB, Associations: [{ SubnetId: 'subnet-other' }] }] }],
  ['s3', 'rtb-main has none', { routeTables: [tableA, { ...tableB, RouteTableId: 'rtb-main', Associations: [{ Main: true }] }] }],
  ['s3', 'rtb-b has none', gateway({ RouteTableIds: ['rtb-a'] })],
  ['endpoint-state', 'vpce-s3 of com.amazonaws.eu-west-1.s3 is Pending', gateway({ State: 'Pending' })],
  ['endpoint-policy', 'that of vpce-s3 of com.amazonaws.eu-west-1.s3 lets everybody in', gateway({ PolicyDocument: OPEN })],
  ['endpoint', 'com.amazonaws.eu-west-1.kms has none', { endpoints: [GATEWAY] }],
  ['endpoint', 'com.amazonaws.eu-west-1.kms has none', endpoint({ VpcEndpointType: 'GatewayLoadBalancer' })],
  ['endpoint-state', `${kms} is PendingAcceptance`, endpoint({ State: 'PendingAcceptance' })],
  ['endpoint-dns', `${kms} does not`, endpoint({ PrivateDnsEnabled: false })],
  ['endpoint-policy', `that of ${kms} lets everybody in`, endpoint({ PolicyDocument: OPEN })],
  ['endpoint-group', 'vpce-kms of com.amazonaws.eu-west-1.kms (no group) does not let sg-workload in', endpoint({ Groups: [] })],
  ['endpoint-group', 'vpce-kms of com.amazonaws.eu-west-1.kms (sg-endpoints) does not let sg-workload in', groups({ ...ENDPOINTS_GROUP, IpPermissions: [] })],
  ['endpoint-id', 'com.amazonaws.eu-west-1.kms has vpce-kms, not vpce-other', {}, { services: [{ ...REQUIREMENTS.services[0], endpointId: 'vpce-other' }] }],
  ['endpoint-dns', 'vpce-other of com.amazonaws.eu-west-1.kms does not', { endpoints: [GATEWAY, ENDPOINT, { ...ENDPOINT, VpcEndpointId: 'vpce-other', PrivateDnsEnabled: false }] }, { services: [{ ...REQUIREMENTS.services[0], endpointId: 'vpce-other' }] }],
  ['endpoint-clients', `${kms} (sg-endpoints) does not let 10.96.0.0/12 in`, groups(FOR_SPOKES), { endpointClients: ['10.64.0.0/13', '10.96.0.0/12'] }],
  ['workload-group', 'sg-workload is no group of vpc-1', { securityGroups: [ENDPOINTS_GROUP, DEFAULT_GROUP] }],
  ['workload-ingress', 'sg-workload lets 0.0.0.0/0 in', groups({ ...WORKLOAD_GROUP, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/16' }, { CidrIp: '0.0.0.0/0' }] }] })],
  ['workload-ingress', 'sg-workload lets ::/0 in', groups({ ...WORKLOAD_GROUP, IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }] })],
  ...['0.0.0.0/1', '128.0.0.0/1', '203.0.113.0/24'].map((CidrIp): Found => ['workload-ingress', `sg-workload lets ${CidrIp} in`, groups({ ...WORKLOAD_GROUP, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp }] }] })]),
  ['workload-ingress', 'sg-workload lets 2000::/3 in', groups({ ...WORKLOAD_GROUP, IpPermissions: [{ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: 'fd00::/8' }, { CidrIpv6: '2000::/3' }] }] })],
  ['workload-ingress', 'sg-workload lets pl-1 in', groups({ ...WORKLOAD_GROUP, IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-1' }] }] })],
  ['default-group', 'sg-default has 1 rule(s)', groups({ ...DEFAULT_GROUP, IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] })],
];

test.each(found)('%s: %s', (rule, text, ...network) => {
  expect(findings(...network)).toEqual([{ rule, found: text }]);
});

test('every rule has a network above that breaks it', () => {
  expect(new Set(found.map(([rule]) => rule))).toEqual(new Set(Object.keys(RULES)));
});

test('a subnet that shares a zone with another one is the second in it', () => {
  const subnets = [FACTS.subnets[0], { ...FACTS.subnets[1], AvailabilityZone: 'eu-west-1a' }];
  expect(findings({ subnets }, { availabilityZones: ['eu-west-1a', 'eu-west-1a'] })).toEqual([{ rule: 'zone', found: 'subnet-b is the second in eu-west-1a' }]);
});

test('a table that both subnets share is spoken of once', () => {
  const Routes = [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }];
  const shared = { RouteTableId: 'rtb-a', Associations: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }], Routes };
  expect(findings({ routeTables: [shared] })).toEqual([{ rule: 'public', found: 'rtb-a sends 0.0.0.0/0 to igw-1' }]);
});

test('routes of other subnets of the VPC are left alone', () => {
  const others = { RouteTableId: 'rtb-public', Associations: [{ SubnetId: 'subnet-public' }], Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }] };
  const main = { ...others, RouteTableId: 'rtb-main', Associations: [{ Main: true }] };
  expect(findings({ routeTables: [main, others, ...FACTS.routeTables] })).toEqual([]);
});

test.each<[string, Route, Partial<NetworkRequirements>]>([
  ['a NAT gateway', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }, { egress: 'nat' }],
  ['a firewall before it', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-firewall' }, { egress: 'nat' }],
  ['a firewall', { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-firewall' }, { egress: 'inspected' }],
  ['a hub', { DestinationCidrBlock: '10.64.0.0/20', TransitGatewayId: 'tgw-1' }, { allowTransit: true }],
  ['a hub that inspects', { DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' }, { egress: 'inspected', allowTransit: true }],
])('a way out that is meant is none that is found: %s', (_, route, requirements) => {
  expect(findings(routed(route), requirements)).toEqual([]);
});

test('a service whose endpoints take no policy is not asked for one', () => {
  expect(findings(endpoint({ PolicyDocument: undefined }), { services: [{ ...REQUIREMENTS.services[0], takesPolicy: false }] })).toEqual([]);
});

test('one good endpoint of a service is enough', () => {
  expect(findings({ endpoints: [GATEWAY, { ...ENDPOINT, VpcEndpointId: 'vpce-old', PrivateDnsEnabled: false, State: 'Deleting' }, ENDPOINT] })).toEqual([]);
});

test('states are read as AWS answers them', () => {
  expect(findings(endpoint({ State: 'available' as never }))).toEqual([]);
});

test('the published subnets are those that are adopted where their number is', () => {
  expect(findings({}, { publishedSubnetIds: ['subnet-a', 'subnet-b'] })).toEqual([]);
});

test('all is found at once', () => {
  const facts = { ...endpoint({ PrivateDnsEnabled: false, PolicyDocument: undefined }), dnsSupport: false, dnsHostnames: false, subnets: [], routeTables: [], securityGroups: [] };
  expect(findings(facts).map(({ rule }) => rule)).toEqual(['dns', 'dns', 'subnet', 'subnet', 'endpoint-dns', 'endpoint-policy', 'endpoint-group', 'workload-group']);
});
