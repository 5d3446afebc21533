import { proveNetwork } from '../../../src';
import { assemblyOf } from '../../estimate/assembly-of';
import { attached, findings, hub, isolated, ref, report, resource, route, rules, subnet, table } from './planted';

const asking = (connection: 'peering' | 'transit' | 'vpn' | 'private-link') => ({ networks: [{ stack: ['S'], internet: 'none' as const, connections: [connection] }] });

test('a peering that nobody asked for is found, with where it leads', () => {
  // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
  const peered = {
    ...isolated, Other: resource('AWS::EC2::VPC', { CidrBlock: '10.1.0.0/16' }), Peering: resource('AWS::EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: ref('Other') }), ToOther: route('WorkTable', { VpcPeeringConnectionId: ref('Peering') }, '10.1.0.0/16'),
  };
  expect(findings(peered).filter(({ place }) => place.id === 'Work')).toMatchObject([{ rule: 'connection', message: expect.stringContaining('subnet Work (S) → route 10.1.0.0/16 of table WorkTable (S) → peering Peering (S)') }]);
  expect(rules(peered, asking('peering'))).not.toContain('connection');
});

test('a VPN gateway that writes its routes into the table is found', () => {
  // https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html
  const vpn = { ...isolated, Vpn: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }), Writes: resource('AWS::EC2::VPNGatewayRoutePropagation', { RouteTableIds: [ref('WorkTable')], VpnGatewayId: ref('Vpn') }) };
  expect(rules(vpn)).toEqual(['connection']);
  expect(rules(vpn, asking('vpn'))).toEqual([]);
  expect(rules({ ...isolated, Vpn: vpn.Vpn, Out: route('WorkTable', { GatewayId: ref('Vpn') }, '192.168.0.0/16') })).toEqual(['connection']);
});

test('a route to a transit gateway is a way out that has to be asked for', () => {
  const out = { ...isolated, Out: route('WorkTable', { TransitGatewayId: 'tgw-0123456789abcdef0' }, '10.0.0.0/8') };
  expect(rules(out)).toEqual(['connection']);
  expect(rules(out, asking('transit'))).toEqual([]);
  expect(report(out, asking('transit')).open).toContainEqual({ place: { stack: 'S', id: 'Work' }, what: 'what is behind transit gateway tgw-0123456789abcdef0', why: 'it is not among what was read' });
});

const SERVICE = 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0';
const linked = (ServiceName: unknown) => ({ ...isolated, Link: resource('AWS::EC2::VPCEndpoint', { VpcId: ref('Vpc'), VpcEndpointType: 'Interface', ServiceName, SubnetIds: [ref('Ends')], SecurityGroupIds: [{ 'Fn::GetAtt': ['EndsGroup', 'GroupId'] }] }) });

test('an endpoint for a stranger\'s service is a way out that has to be asked for', () => {
  // https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-saas.html
  expect(findings(linked(SERVICE))).toMatchObject([{ rule: 'connection', level: 'error', place: { id: 'Link' }, message: expect.stringContaining(`endpoint Link (S) → ${SERVICE}, a service of somebody else`) }]);
  expect(findings(linked(SERVICE), asking('private-link'))).toEqual([]);
  expect(rules(linked(SERVICE), asking('transit'))).toEqual(['connection']);
});

test('an endpoint for a service of one\'s own is for the record', () => {
  const own = linked({ 'Fn::Join': ['', ['com.amazonaws.vpce.eu-west-1.', ref('Serves')]] });
  expect(findings({ ...own, Serves: resource('AWS::EC2::VPCEndpointService', { GatewayLoadBalancerArns: ['arn'] }) })).toEqual([]);
  expect(rules(linked({ 'Fn::Join': ['', ['com.amazonaws.vpce.eu-west-1.', { 'Fn::ImportValue': 'elsewhere' }]] }))).toEqual(['connection']);
});

test('a route to an endpoint of a Gateway Load Balancer leads to a network of its own', () => {
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html
  const balanced = {
    ...isolated, Wall: resource('AWS::EC2::VPCEndpoint', { VpcId: ref('Vpc'), VpcEndpointType: 'GatewayLoadBalancer', ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1', SubnetIds: [ref('Ends')] }), Out: route('WorkTable', { VpcEndpointId: ref('Wall') }),
  };
  expect(findings(balanced).filter(({ place }) => place.id === 'Work')).toMatchObject([{ rule: 'connection', level: 'error', message: expect.stringContaining('subnet Work (S) → route 0.0.0.0/0 of table WorkTable (S) → endpoint Wall (S)') }]);
  expect(findings(balanced, asking('private-link'))).toEqual([]);
  const own = { ...balanced, Wall: resource('AWS::EC2::VPCEndpoint', { ...balanced.Wall.Properties, ServiceName: { 'Fn::Join': ['', ['com.amazonaws.vpce.eu-west-1.', ref('Serves')]] } }), Serves: resource('AWS::EC2::VPCEndpointService', { GatewayLoadBalancerArns: ['arn'] }) };
  expect(rules(own)).toEqual(['connection']);
});

test('a route to a firewall whose subnets were not read leads to what was not read', () => {
  const walled = { ...isolated, Wall: resource('AWS::NetworkFirewall::Firewall', { FirewallName: 'f', SubnetMappings: [{ SubnetId: 'subnet-1' }] }), Out: route('WorkTable', { VpcEndpointId: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Wall', 'EndpointIds'] }] } }) };
  expect(rules(walled)).toEqual(['unknown-way-out']);
});

const far = (...stacks: Parameters<typeof assemblyOf>) => proveNetwork(assemblyOf(...stacks), '').findings.filter(({ rule, level }) => rule === 'teams-reach' && level === 'error');

test('teams on separate tables of a hub do not reach each other', () => {
  const [one, other] = [attached('One', '10.1.0.0/16', { 'mlops:team': 'credit' }), attached('Other', '10.2.0.0/16', { 'mlops:team': 'fraud' })];
  expect(far(hub(() => ({}), undefined, 'One', 'Other'), one, other)).toEqual([]);
});

test('a propagation from one team to the table of another is found, and so are a route and a hub that connects everybody by default', () => {
  const [one, other] = [attached('One', '10.1.0.0/16', { 'mlops:team': 'credit' }), attached('Other', '10.2.0.0/16', { 'mlops:team': 'fraud' })];
  const propagation = hub((of) => ({ Slip: resource('AWS::EC2::TransitGatewayRouteTablePropagation', { TransitGatewayAttachmentId: of('Other'), TransitGatewayRouteTableId: ref('OneTable') }) }), undefined, 'One', 'Other');
  expect(far(propagation, one, other).map(({ message }) => message)).toEqual([expect.stringContaining('VPC Vpc (One) reaches VPC Vpc (Other), which is to keep team credit from team fraud apart: attachment Attachment (One) → the propagation Slip (Hub), 10.2.0.0/16')]);
  const written = hub((of) => ({ Slip: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.0.0.0/8', TransitGatewayAttachmentId: of('Other'), TransitGatewayRouteTableId: ref('OneTable') }) }), undefined, 'One', 'Other');
  expect(far(written, one, other)).toHaveLength(1);
  expect(far(hub(() => ({}), {}), one, other)).toHaveLength(2);
});

test('a blackhole route of a longer prefix, or of one that is propagated, drops what it is about', () => {
  const [one, other] = [attached('One', '10.1.0.0/16', { 'mlops:team': 'credit' }), attached('Other', '10.2.0.0/16', { 'mlops:team': 'fraud' })];
  const inOneTable = { TransitGatewayRouteTableId: ref('OneTable') };
  const hole = { Hole: resource('AWS::EC2::TransitGatewayRoute', { ...inOneTable, DestinationCidrBlock: '10.2.0.0/16', Blackhole: true }) };
  for (const slip of [
    (of: (name: string) => object) => ({ Slip: resource('AWS::EC2::TransitGatewayRoute', { ...inOneTable, DestinationCidrBlock: '10.0.0.0/8', TransitGatewayAttachmentId: of('Other') }) }),
    (of: (name: string) => object) => ({ Slip: resource('AWS::EC2::TransitGatewayRouteTablePropagation', { ...inOneTable, TransitGatewayAttachmentId: of('Other') }) }),
  ]) {
    expect(far(hub(slip, undefined, 'One', 'Other'), one, other)).toHaveLength(1);
    expect(far(hub((of) => ({ ...slip(of), ...hole }), undefined, 'One', 'Other'), one, other)).toEqual([]);
  }
});

test('a route to a hub that drops it is no way out', () => {
  const one = attached('One', '10.1.0.0/16', {});
  const out = { ...one, template: { ...one.template, Resources: { ...one.template.Resources, Out: route('WorkTable', { TransitGatewayId: { 'Fn::ImportValue': 'hub' } }, '10.2.0.0/16') } } };
  const through = (Blackhole: boolean) => proveNetwork(assemblyOf(hub((of) => ({
    Route: resource('AWS::EC2::TransitGatewayRoute', { TransitGatewayRouteTableId: ref('OneTable'), DestinationCidrBlock: '10.2.0.0/16', ...(Blackhole ? { Blackhole } : { TransitGatewayAttachmentId: of('Other') }) }),
  }), undefined, 'One'), out, attached('Other', '10.2.0.0/16', {})), '').findings.filter(({ rule }) => rule === 'connection');
  expect(through(false)).toHaveLength(1);
  expect(through(true)).toEqual([]);
});

test('within a team tests do not reach production, and VPCs of the same purpose may reach each other', () => {
  const between = (...purposes: [string, string]) => far(hub(() => ({}), {}), ...purposes.map((purpose, index) => attached(`V${index}`, `10.${index}.0.0/16`, { 'mlops:team': 'credit', 'mlops:purpose': purpose })));
  expect(between('pre-prod', 'prod').map(({ message }) => message)).toEqual([expect.stringContaining('keep pre-prod from prod apart'), expect.stringContaining('keep prod from pre-prod apart')]);
  expect(between('prod', 'prod')).toEqual([]);
  expect(between('dev', 'experimentation')).toEqual([]);
});

test('VPCs of which one says no team are listed where they reach each other', () => {
  const openIn = (...labels: Readonly<Record<string, string>>[]) => proveNetwork(assemblyOf(hub(() => ({}), {}), ...labels.map((one, index) => attached(`V${index}`, `10.${index}.0.0/16`, one))), '').open.filter(({ what }) => what.startsWith('whether it may reach'));
  expect(openIn({ 'mlops:team': 'credit' }, {})).toEqual([
    { place: { stack: 'V0', id: 'Vpc' }, what: 'whether it may reach VPC Vpc (V1), which it does', why: 'Vpc (V1) has no tag mlops:team' },
    { place: { stack: 'V1', id: 'Vpc' }, what: 'whether it may reach VPC Vpc (V0), which it does', why: 'Vpc (V1) has no tag mlops:team' },
  ]);
  expect(openIn({}, {})).toMatchObject([{ why: 'Vpc (V0) and Vpc (V1) have no tag mlops:team' }, { why: 'Vpc (V1) and Vpc (V0) have no tag mlops:team' }]);
  expect(openIn({ 'mlops:team': 'credit' }, { 'mlops:team': 'credit' })).toEqual([]);
  const apart = proveNetwork(assemblyOf(hub(() => ({}), undefined, 'One', 'Other'), attached('One', '10.1.0.0/16', {}), attached('Other', '10.2.0.0/16', {})), '').open;
  expect(apart.filter(({ what }) => what.startsWith('whether it may reach'))).toEqual([]);
});

test('an inspection VPC that sends on to other teams is to be looked at', () => {
  const inspection = { ...attached('Wall', '10.9.0.0/16', { 'mlops:team': 'platform' }) };
  const resources = inspection.template.Resources as Record<string, unknown>;
  const walled = { ...inspection, template: { ...inspection.template, Resources: {
    ...resources, Wall: subnet('10.9.1.0/24'), ...table('WallTable', 'Wall'), Firewall: resource('AWS::NetworkFirewall::Firewall', { FirewallName: 'f', SubnetMappings: [{ SubnetId: ref('Wall') }] }),
    In: route('WorkTable', { VpcEndpointId: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] } }), On: route('WallTable', { TransitGatewayId: { 'Fn::ImportValue': 'hub' } }),
  } } } as typeof inspection;
  const [one, other] = [attached('One', '10.1.0.0/16', { 'mlops:team': 'credit' }), attached('Other', '10.2.0.0/16', { 'mlops:team': 'fraud' })];
  const central = hub((of) => ({
    Out: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '0.0.0.0/0', TransitGatewayAttachmentId: of('Wall'), TransitGatewayRouteTableId: ref('OneTable') }),
    Back: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.2.0.0/16', TransitGatewayAttachmentId: of('Other'), TransitGatewayRouteTableId: ref('WallTable') }),
  }), undefined, 'One', 'Other', 'Wall');
  const all = proveNetwork(assemblyOf(central, one, other, walled), '').findings.filter(({ rule, message }) => rule === 'teams-reach' && message.startsWith('VPC Vpc (One)') && message.includes('(Other)'));
  expect(all).toMatchObject([{ level: 'warning', message: expect.stringContaining('firewall Firewall (Wall) in subnet Wall (Wall)') }]);
});
