import { changed, findings, inspected, isolated, nat, ref, report, resource, route, rules, without } from './planted';

const asked = (internet: 'inspected' | 'nat') => ({ networks: [{ stack: ['S'], internet, connections: [] }] });

/** What fails the command; routes that no workload uses are warned of besides. */
const errors = (...planted: Parameters<typeof findings>): string[] => [...new Set(findings(...planted).filter(({ level }) => level === 'error').map(({ rule }) => rule))];

test('a network without a way out is well', () => {
  expect(findings(isolated)).toEqual([]);
});

test('a way over a NAT gateway that nobody asked for is told in words', () => {
  expect(findings(nat)).toMatchObject([{
    rule: 'internet-path', level: 'error', place: { stack: 'S', id: 'Work' },
    message: 'there is a way to the internet, and nobody asked for one: subnet Work (S) → route 0.0.0.0/0 of table WorkTable (S) → NAT gateway Nat (S) in subnet Front (S) → route 0.0.0.0/0 of table FrontTable (S) → internet gateway Gateway (S)',
  }]);
  expect(findings(nat, asked('nat'))).toEqual([]);
});

test('a way straight to the gateway is not the NAT gateway that was asked for', () => {
  expect(errors({ ...nat, ToNat: route('WorkTable', { GatewayId: ref('Gateway') }) }, asked('nat'))).toEqual(['internet-path']);
});

test('a route to a part of the internet is a way to it, one to private addresses is none', () => {
  expect(errors({ ...nat, ToNat: route('WorkTable', { NatGatewayId: ref('Nat') }, '52.0.0.0/8') })).toEqual(['internet-path']);
  expect(errors({ ...nat, ToNat: route('WorkTable', { NatGatewayId: ref('Nat') }, '192.168.0.0/16') })).toEqual([]);
});

test('IPv6 leaves by an egress-only gateway', () => {
  const six = { ...isolated, Six: resource('AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('Vpc') }), OverSix: resource('AWS::EC2::Route', { RouteTableId: ref('WorkTable'), DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: ref('Six') }) };
  expect(findings(six)).toMatchObject([{ rule: 'internet-path', message: expect.stringContaining('route ::/0 of table WorkTable (S) → egress-only internet gateway Six (S)') }]);
  expect(findings(six, asked('nat'))).toEqual([]);
});

const over6 = (from: string, DestinationIpv6CidrBlock: string, target: Readonly<Record<string, unknown>>) => resource('AWS::EC2::Route', { RouteTableId: ref(from), DestinationIpv6CidrBlock, ...target });

test.each(['::/0', '64:ff9b::/96', '64:ff9b::3400:0/104'])('a NAT gateway leads IPv6 clients out over IPv4: %s', (block) => {
  // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
  const six = { ...without(nat, 'ToNat'), ToNat64: over6('WorkTable', block, { NatGatewayId: ref('Nat') }) };
  expect(findings(six)).toMatchObject([{ rule: 'internet-path', message: expect.stringContaining(`route ${block} of table WorkTable (S) → NAT gateway Nat (S) in subnet Front (S) → route 0.0.0.0/0 of table FrontTable (S) → internet gateway`) }]);
  expect(findings(six, asked('nat'))).toEqual([]);
});

test('a NAT gateway translates no other IPv6 addresses', () => {
  expect(errors({ ...without(nat, 'ToNat'), ToNat6: over6('WorkTable', '2600:1f00::/24', { NatGatewayId: ref('Nat') }) })).toEqual([]);
});

test('a rule for everybody\'s IPv6 addresses is found, in the group or beside it', () => {
  const all = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' };
  expect(rules(changed(isolated, 'EndsGroup', { SecurityGroupIngress: [all] }))).toEqual(['ingress-from-everywhere']);
  expect(rules({ ...isolated, In6: resource('AWS::EC2::SecurityGroupIngress', { GroupId: { 'Fn::GetAtt': ['EndsGroup', 'GroupId'] }, ...all }) })).toEqual(['ingress-from-everywhere']);
});

test('what is inspected passes the firewall there and back', () => {
  expect(findings(inspected, asked('inspected'))).toEqual([]);
  expect(rules(inspected)).toEqual(['internet-path']);
});

test('where a list of domains is for HTTP too, a security group of workloads that keeps it back is for the record', () => {
  const allow = (TargetTypes: string[]) => resource('AWS::NetworkFirewall::RuleGroup', { RuleGroupName: 'allow', Type: 'STATEFUL', Capacity: 10, RuleGroup: { RulesSource: { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', TargetTypes, Targets: ['pypi.org'] } } } });
  const lists = (...types: string[]) => ({
    ...inspected, Allow: allow(types),
    Inspects: resource('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicyName: 'inspects', FirewallPolicy: { ...inspected.Inspects.Properties?.FirewallPolicy as object, StatefulRuleGroupReferences: [{ ResourceArn: ref('Allow'), Priority: 1 }] } }),
  });
  const narrow = (...planted: Parameters<typeof report>) => report(...planted).findings.filter(({ rule }) => rule === 'internet-narrow').map(({ message }) => message);
  const tcp = (port: number) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '0.0.0.0/0' });
  const group = (...ports: number[]) => ({ Group: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), SecurityGroupEgress: ports.map(tcp) }) });
  const both = lists('TLS_SNI', 'HTTP_HOST');
  expect(narrow({ ...both, ...group(443) }, asked('inspected'))).toEqual([expect.stringMatching(/no security group of .*Group.* lets tcp 80 out to everywhere/)]);
  expect(narrow({ ...both, ...group(443, 80) }, asked('inspected'))).toEqual([]);
  expect(narrow({ ...lists('TLS_SNI'), ...group(443) }, asked('inspected'))).toEqual([]);
});

test('a way past the firewall is found', () => {
  expect(findings(changed(inspected, 'ToNat', { VpcEndpointId: undefined, NatGatewayId: ref('Nat') }), asked('inspected')).filter(({ level }) => level === 'error')).toMatchObject([{ rule: 'internet-path', message: expect.stringContaining('past the firewall') }]);
});

test('answers that pass the firewall by are found', () => {
  expect(findings(without(inspected, 'Back'), asked('inspected'))).toMatchObject([{ rule: 'internet-return-uninspected', message: expect.stringContaining('internet gateway Gateway (S) → subnet Front (S), while the way there is subnet Work (S)') }]);
});

test('a firewall before the gateway sees the answers where the gateway has a table of its own', () => {
  // https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-single-zone-igw.html
  const wall = { VpcEndpointId: { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::Select': ['0', { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }] } };
  const edge = {
    ...without(inspected, 'Back', 'WallToNat'), ToNat: route('WorkTable', { NatGatewayId: ref('Nat') }), ToGateway: route('FrontTable', wall), Out: route('WallTable', { GatewayId: ref('Gateway') }),
    EdgeTable: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }), Edge: resource('AWS::EC2::GatewayRouteTableAssociation', { GatewayId: ref('Gateway'), RouteTableId: ref('EdgeTable') }), In: route('EdgeTable', wall, '10.0.2.0/24'),
  };
  expect(findings(edge, asked('inspected'))).toEqual([]);
  expect(rules(without(edge, 'In'), asked('inspected'))).toEqual(['internet-return-uninspected']);
});

test('the endpoint that a custom resource asks for is that of the firewall it speaks of', () => {
  const lookup = { ...inspected, Lookup: resource('Custom::AWS', { ServiceToken: 'arn', Create: { 'Fn::Join': ['', ['{"service":"network-firewall","parameters":{"FirewallArn":"', ref('Firewall'), '"}}']] } }) };
  const asks = (id: string) => changed(lookup, id, { VpcEndpointId: { 'Fn::GetAtt': ['Lookup', 'FirewallStatus.SyncStates.eu-west-1a.Attachment.EndpointId'] } });
  expect(findings({ ...lookup, ToNat: asks('ToNat').ToNat, Back: asks('Back').Back }, asked('inspected'))).toEqual([]);
});

test('a way that a network may have and has not is for the record', () => {
  expect(report(without(nat, 'ToNat', 'ToGateway'), asked('nat')).findings).toMatchObject([{ rule: 'internet-path-missing', level: 'note' }]);
});

test('a subnet of another tier is looked at where a workload runs in it', () => {
  expect(errors(without(nat, 'ToNat'))).toEqual([]);
  expect(errors({ ...without(nat, 'ToNat'), Build: resource('AWS::CodeBuild::Project', { VpcConfig: { Subnets: [ref('Front')], SecurityGroupIds: [] } }) })).toEqual(['internet-path']);
});

test.each([
  ['an AutoScaling group', resource('AWS::AutoScaling::AutoScalingGroup', { MinSize: '0', MaxSize: '1', VPCZoneIdentifier: [ref('Front')] })],
  ['a node group', resource('AWS::EKS::Nodegroup', { ClusterName: 'c', NodeRole: 'arn', Subnets: [ref('Front')] })],
  ['a cluster', resource('AWS::EKS::Cluster', { RoleArn: 'arn', ResourcesVpcConfig: { SubnetIds: [ref('Front')] } })],
  ['what a product of the catalog runs', resource('AWS::ServiceCatalog::CloudFormationProvisionedProduct', { ProvisioningParameters: [{ Key: 'Subnets', Value: { 'Fn::Join': [',', [ref('Front'), 'subnet-1']] } }] })],
])('%s makes the subnet that it names a workload\'s, whatever tag that has', (_, runs) => {
  expect(rules({ ...without(nat, 'ToNat'), Runs: runs })).toEqual(['internet-path']);
});

test.each([
  ['a load balancer', resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets: [ref('Front')] })],
  ['a mount target', resource('AWS::EFS::MountTarget', { FileSystemId: 'fs-1', SubnetId: ref('Front'), SecurityGroups: [] })],
  ['a parameter', resource('AWS::SSM::Parameter', { Type: 'String', Value: ref('Front') })],
])('%s runs nothing in the subnet that it names', (_, stands) => {
  expect(errors({ ...without(nat, 'ToNat'), Stands: stands })).toEqual([]);
});

test('a gateway that only the deployment knows is listed, not guessed', () => {
  const { open, findings: all } = report({ ...isolated, Out: route('WorkTable', { GatewayId: { 'Fn::ImportValue': 'elsewhere' } }) });
  expect(open).toContainEqual({ place: { stack: 'S', id: 'Out' }, what: 'GatewayId', why: 'Fn::ImportValue is known at deployment' });
  expect(all.filter(({ level }) => level === 'error')).toMatchObject([{ rule: 'unknown-way-out' }]);
});

test('a finding that people have accepted is for the record', () => {
  expect(findings(nat, { accepted: [{ rule: 'internet-path', place: 'S/Wo*', because: 'a laboratory' }] })).toEqual([]);
  expect(findings(nat, { accepted: [{ rule: 'internet-path', place: 'T/*', because: 'a laboratory' }] })).toHaveLength(1);
});
