import { changed, findings, inspected, isolated, nat, ref, resource, type Resources, route, rules, without } from './planted';

const asked = (internet: 'inspected' | 'nat') => ({ networks: [{ stack: ['S'], internet, connections: [] }] });
const entry = (acl: string, more: object) => resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref(acl), RuleNumber: 500, RuleAction: 'allow', Protocol: -1, Egress: false, CidrBlock: '0.0.0.0/0', ...more });
const wide = (resources: Resources, more = {}) => findings(resources, more).filter(({ rule }) => rule === 'network-acl-wide').map(({ message }) => message);

test.each<[string, object, RegExp]>([
  ['everything from everybody to workloads', {}, /everything in from 0\.0\.0\.0\/0: nobody begins from there/],
  ['HTTP to the addresses of gateway endpoints', { Egress: true, Protocol: 6, PortRange: { From: 80, To: 80 } }, /out to 0\.0\.0\.0\/0: no route leads there but to gateway endpoints/],
  ['addresses to which no route leads', { CidrBlock: '192.168.0.0/16' }, /in from 192\.168\.0\.0\/16: no route leads there/],
])('a network ACL that lets through %s is wider than its routes', (_, more, message) => {
  expect(wide({ ...isolated, Wide: entry('WorkAcl', more) })).toEqual([expect.stringMatching(message)]);
});

test('network ACLs of subnets in which only endpoints stand let HTTPS in and answers out', () => {
  expect(wide({ ...isolated, Wide: entry('EndsAcl', { CidrBlock: '10.0.0.0/24' }) })).toEqual([expect.stringMatching(/only interface endpoints stand there/)]);
  expect(wide({ ...isolated, Wide: entry('EndsAcl', { CidrBlock: '10.0.0.0/24', Protocol: 6, PortRange: { From: 443, To: 443 } }) })).toEqual([]);
  expect(wide({ ...isolated, Wide: entry('EndsAcl', { CidrBlock: '10.0.0.0/24', RuleAction: 'deny' }) })).toEqual([]);
});

const listed = (resources: Resources, of: string): Resources => ({
  ...resources, List: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }), Of: resource('AWS::EC2::SubnetNetworkAclAssociation', { NetworkAclId: ref('List'), SubnetId: ref(of) }),
  Out: entry('List', { RuleNumber: 10, Egress: true, Protocol: 6, PortRange: { From: 443, To: 443 } }), In: entry('List', { RuleNumber: 10, Protocol: 6, PortRange: { From: 1024, To: 65535 } }),
});

test('where packets are to be inspected no network ACL lets every protocol out, and what the internet may ask is let in', () => {
  expect(wide({ ...listed(inspected, 'Work'), Wide: entry('List', { Egress: true }) }, asked('inspected'))).toEqual([expect.stringMatching(/what is no TLS or HTTP no list of domains names/)]);
  expect(wide({ ...listed(nat, 'Work'), Wide: entry('List', { Egress: true }) }, asked('nat'))).toEqual([]);
  const front = { ...listed(without(nat, 'Nat', 'ToNat'), 'Front'), Wide: entry('List', { Protocol: 6, PortRange: { From: 443, To: 443 } }) };
  expect(wide(front)).toEqual([]);
  const besideNat = (Scheme?: string) => ({ ...listed(nat, 'Front'), Wide: entry('List', { Protocol: 6, PortRange: { From: 443, To: 443 } }), Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets: [ref('Front')], Scheme }) });
  expect([wide(besideNat('internet-facing'), asked('nat')), wide(besideNat(), asked('nat'))]).toEqual([[], []]);
  expect(wide(besideNat('internal'), asked('nat'))).toEqual([expect.stringMatching(/nobody begins from there/)]);
});

test('a security group that lets out everywhere is found where there is no way to the internet, and where it is to be inspected', () => {
  const all = { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] };
  expect(rules(changed(isolated, 'WorkGroup', all))).toEqual(['egress-to-everywhere']);
  expect(rules(changed(isolated, 'EndsGroup', { SecurityGroupEgress: undefined }))).toEqual(['egress-to-everywhere']);
  const group = { Group: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), ...all }) };
  expect(rules({ ...inspected, ...group }, asked('inspected'))).toEqual(['egress-to-everywhere']);
  expect(rules({ ...nat, ...group }, asked('nat'))).toEqual([]);
});

test('HTTPS to everywhere is what gateway endpoints need', () => {
  const https = { SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }] };
  expect(rules(changed(isolated, 'WorkGroup', https))).toEqual([]);
  expect(rules(changed(without(isolated, 'S3'), 'WorkGroup', https))).toContain('egress-to-everywhere');
});

test('a route out of subnets in which no workload runs is warned of', () => {
  const idle = { ...isolated, Idle: route('EndsTable', { VpcPeeringConnectionId: 'pcx-1' }) };
  expect(findings(idle)).toMatchObject([{ rule: 'idle-way-out', level: 'warning', place: { id: 'Idle' }, message: expect.stringContaining('route 0.0.0.0/0 of table EndsTable (S) leads out, to peering pcx-1') }]);
  const toGateway = { ...isolated, Gateway: resource('AWS::EC2::InternetGateway', {}), Idle: route('EndsTable', { GatewayId: ref('Gateway') }) };
  expect(findings(toGateway)).toMatchObject([{ rule: 'idle-way-out', remedy: 'take the route away, or the subnets that have it' }]);
  expect(rules(idle, { networks: [{ stack: ['S'], internet: 'none', connections: ['peering'] }] })).toEqual([]);
  expect(rules(nat, asked('nat'))).toEqual([]);
});

test('after a NAT gateway too a way to another network is found', () => {
  expect(rules({ ...without(nat, 'ToGateway'), ToPeer: route('FrontTable', { VpcPeeringConnectionId: 'pcx-1' }) }, asked('nat'))).toContain('connection');
});

test.each<[string, Resources, RegExp]>([
  ['an ACL that lets nothing out', { Out: entry('List', { RuleNumber: 10, Egress: true, Protocol: 6, PortRange: { From: 80, To: 80 } }) }, /has no entry that lets 443/],
  ['an ACL that lets no answer in', { In: entry('List', { RuleNumber: 10, Protocol: 6, PortRange: { From: 443, To: 443 } }) }, /has no entry that lets 32768–61000/],
])('a way to the internet that was asked for is stopped by %s', (_, more, reason) => {
  expect(findings(listed(nat, 'Work'), asked('nat'))).toEqual([]);
  expect(findings({ ...listed(nat, 'Work'), ...more }, asked('nat'))).toContainEqual(expect.objectContaining({ rule: 'internet-unreachable', level: 'error', message: expect.stringMatching(reason) as unknown }));
});

test('answers that no route leads on from the NAT gateway are found', () => {
  const elsewhere = { ...nat, Back: route('FrontTable', { TransitGatewayId: 'tgw-1' }, '10.0.0.0/24') };
  expect(rules(elsewhere, asked('nat'))).not.toContain('internet-unreachable');
  const lost = { ...inspected, WallToWork: route('WallTable', { GatewayId: ref('Gateway') }, '10.0.0.0/24') };
  expect(rules(lost, asked('inspected'))).toContain('internet-unreachable');
});
