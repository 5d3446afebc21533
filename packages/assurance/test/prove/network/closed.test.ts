import { att, changed, findings, isolated, ref, report, resource, rules, vpc, without } from './planted';

test('a default security group that keeps its rules is found, and one that gets new ones', () => {
  // https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
  expect(findings(without(vpc, 'Closed'))).toMatchObject([{ rule: 'default-security-group', level: 'error', place: { stack: 'S', id: 'Vpc' } }]);
  expect(findings({ ...vpc, Rule: resource('AWS::EC2::SecurityGroupIngress', { GroupId: att('Vpc', 'DefaultSecurityGroup'), IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' }) })).toMatchObject([{ rule: 'default-security-group', place: { id: 'Rule' } }]);
});

test.each([['CidrIp', '0.0.0.0/0'], ['CidrIpv6', '::/0']])('what lets %s %s in is found, in a group and by itself', (property, block) => {
  const rule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, [property]: block };
  expect(findings({ ...vpc, Group: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), SecurityGroupIngress: [rule], SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }] }) })).toMatchObject([{ rule: 'ingress-from-everywhere', level: 'error', message: `security group Group (S) lets tcp 443 in from ${block}` }]);
  expect(rules({ ...isolated, Rule: resource('AWS::EC2::SecurityGroupIngress', { GroupId: ref('WorkGroup'), ...rule }) })).toEqual(['ingress-from-everywhere']);
});

test('public addresses are found: of subnets, instances and tasks', () => {
  expect(findings(changed(isolated, 'Work', { MapPublicIpOnLaunch: true }))).toMatchObject([{ rule: 'public-address', message: 'subnet Work (S) gives public addresses to what starts in it' }]);
  const groups = [ref('WorkGroup')];
  expect(rules({ ...isolated, Box: resource('AWS::EC2::Instance', { NetworkInterfaces: [{ SubnetId: ref('Work'), GroupSet: groups, AssociatePublicIpAddress: true }] }) })).toEqual(['public-address']);
  expect(rules({ ...isolated, Tasks: resource('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('Work')], SecurityGroups: groups, AssignPublicIp: 'ENABLED' } } }) })).toEqual(['public-address']);
});

test('a VPC has a flow log of all its traffic', () => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html
  expect(findings(without(vpc, 'Log'))).toMatchObject([{ rule: 'flow-log', level: 'error', message: 'VPC Vpc (S) has no flow log' }]);
  expect(findings(changed(vpc, 'Log', { TrafficType: 'REJECT' }))).toMatchObject([{ message: 'VPC Vpc (S) has a flow log of REJECT traffic only' }]);
});

test('without a DNS firewall names are a way out, which is to be looked at', () => {
  expect(findings(without(isolated, 'NamesOfVpc'))).toMatchObject([{ rule: 'dns-open', level: 'warning', place: { id: 'Vpc' } }]);
});

const names = (...FirewallRules: object[]) => findings(changed(isolated, 'Names', { FirewallRules }));
const rule = (Action: string, list: string, Priority: number) => ({ Action, FirewallDomainListId: att(list, 'Id'), Priority });

test('the last rule of a DNS firewall blocks everything', () => {
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html
  expect(names(rule('BLOCK', 'Everything', 9), rule('ALLOW', 'Domains', 1))).toEqual([]);
  expect(names(rule('ALLOW', 'Domains', 1))).toMatchObject([{ rule: 'dns-firewall', level: 'error', message: expect.stringContaining('its last rule (Names (S), priority 1) is ALLOW for *.amazonaws.com') }]);
  expect(names(rule('ALLOW', 'Domains', 1), rule('ALERT', 'Everything', 2))).toMatchObject([{ rule: 'dns-firewall' }]);
  expect(names(rule('ALLOW', 'Domains', 1), rule('ALERT', 'Everything', 2), rule('BLOCK', 'Everything', 3)).map(({ rule: name }) => name)).toEqual(['dns-firewall']);
  expect(names()).toMatchObject([{ rule: 'dns-firewall', message: expect.stringContaining('its rule groups have no rule') }]);
});

test('a rule that lets every domain through before the last one is found', () => {
  expect(names(rule('ALLOW', 'Everything', 1), rule('BLOCK', 'Everything', 2))).toMatchObject([{ rule: 'dns-firewall', message: expect.stringContaining('rule 1 of Names (S) is ALLOW for *') }]);
});

test.each(['*.com', '*.org.', 'dev'])('a rule that lets all of %s through is to be looked at', (domain) => {
  expect(findings(changed(isolated, 'Domains', { Domains: ['*.amazonaws.com', domain] }))).toMatchObject([{ rule: 'dns-firewall', level: 'warning', message: expect.stringContaining(`rule 1 of Names (S) is ALLOW for ${domain}`) }]);
});

test('a DNS firewall that blocks the name of an endpoint is found', () => {
  expect(names(rule('BLOCK', 'Everything', 2)).map(({ rule: name, message }) => [name, message])).toEqual([
    ['endpoint-name', 'the DNS firewall of VPC Vpc (S) blocks kms.eu-west-1.amazonaws.com: rule 2 of Names (S)'], ['endpoint-name', 'the DNS firewall of VPC Vpc (S) blocks s3.eu-west-1.amazonaws.com: rule 2 of Names (S)'],
  ]);
  expect(findings(changed(isolated, 'Domains', { Domains: ['kms.eu-west-1.amazonaws.com.', '*.s3.eu-west-1.amazonaws.com'] }))).toEqual([]);
});

test('a domain list that only AWS knows is listed', () => {
  const { findings: all, open } = report(changed(isolated, 'Names', { FirewallRules: [{ Action: 'BLOCK', FirewallDomainListId: 'rslvr-fdl-1', Priority: 1 }] }));
  expect(all.filter(({ rule: name }) => name === 'dns-firewall')).toEqual([]);
  expect(open).toContainEqual({ place: { stack: 'S', id: 'Names' }, what: 'the domains of rule 1', why: 'the domain list is not among what was read' });
});

test('a DNS firewall that fails open is to be looked at', () => {
  expect(findings({ ...isolated, Config: resource('AWS::Route53Resolver::FirewallConfig', { ResourceId: ref('Vpc'), FirewallFailOpen: 'ENABLED' }) })).toMatchObject([{ rule: 'dns-fails-open', level: 'warning' }]);
});
