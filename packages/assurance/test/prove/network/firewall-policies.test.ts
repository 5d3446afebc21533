import { changed, findings, inspected, ref, report, resource, type Resources } from './planted';

type Json = Readonly<Record<string, unknown>>;
const asked = { networks: [{ stack: ['S'], internet: 'inspected' as const, connections: [] }] };
const strict = { StatelessDefaultActions: ['aws:forward_to_sfe'], StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' }, StatefulDefaultActions: ['aws:drop_strict'] };
const policy = (FirewallPolicy: Json, more: Resources = {}) => findings({ ...changed(inspected, 'Inspects', { FirewallPolicy }), ...more }, asked);
const group = (Type: string, RulesSource: Json) => ({ Rules: resource('AWS::NetworkFirewall::RuleGroup', { RuleGroupName: 'rules', Type, Capacity: 10, RuleGroup: { RulesSource } }) });
const stateful = { StatefulRuleGroupReferences: [{ ResourceArn: ref('Rules') }] };
const stateless = (Destinations?: Json[]) => group('STATELESS', { StatelessRulesAndCustomActions: { StatelessRules: [{ Priority: 1, RuleDefinition: { Actions: ['aws:pass'], MatchAttributes: { Destinations } } }] } });

test('a policy that drops what no rule names is well', () => {
  expect(policy(strict)).toEqual([]);
});

test('a policy that inspects nothing is to be looked at', () => {
  expect(policy({ ...strict, StatelessDefaultActions: ['aws:pass'] })).toMatchObject([{ rule: 'firewall-policy', level: 'warning', place: { id: 'Inspects' }, message: expect.stringContaining('StatelessDefaultActions is aws:pass') }]);
});

test.each([['without a default', {}], ['in action order', { StatefulDefaultActions: ['aws:drop_strict'] }], ['that only alerts', { StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' }, StatefulDefaultActions: ['aws:alert_strict'] }]])('a policy %s passes what no stateful rule names', (_, rest) => {
  const open = { StatelessDefaultActions: ['aws:forward_to_sfe'], ...rest };
  expect(policy(open)).toMatchObject([{ rule: 'firewall-policy', message: expect.stringContaining('what no stateful rule names passes') }]);
  expect(policy({ ...open, ...stateful }, group('STATEFUL', { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', Targets: ['.pypi.org'], TargetTypes: ['TLS_SNI'] } }))).toMatchObject([{ message: expect.stringContaining('what no stateful rule names passes: a list of domains stops TLS and HTTP only') }]);
  expect(policy({ ...open, ...stateful }, group('STATEFUL', { RulesSourceList: { GeneratedRulesType: 'DENYLIST', Targets: ['.example.com'], TargetTypes: ['TLS_SNI'] } }))).toHaveLength(1);
});

test('a rule that passes packets to every address is to be looked at', () => {
  const references = { StatelessRuleGroupReferences: [{ ResourceArn: ref('Rules'), Priority: 1 }] };
  const message = expect.stringContaining('a rule of Rules (S) passes packets to every address') as unknown;
  expect(policy({ ...strict, ...references }, stateless([{ AddressDefinition: '0.0.0.0/0' }]))).toMatchObject([{ rule: 'firewall-policy', message }]);
  expect(policy({ ...strict, ...references }, stateless())).toHaveLength(1);
  expect(policy({ ...strict, ...references }, stateless([{ AddressDefinition: '10.0.0.0/8' }]))).toEqual([]);
  const pass = (Protocol: string) => group('STATEFUL', { StatefulRules: [{ Action: 'PASS', Header: { Protocol, Source: 'ANY', SourcePort: 'ANY', Direction: 'FORWARD', Destination: 'ANY', DestinationPort: 'ANY' }, RuleOptions: [] }] });
  expect(policy({ ...strict, ...stateful }, pass('IP'))).toMatchObject([{ rule: 'firewall-policy', message }]);
  expect(policy({ ...strict, ...stateful }, pass('NTP'))).toEqual([]);
});

test.each([['.com', 1], ['com', 1], ['.pypi.org', 0], ['pypi.org', 0]])('a list with %s gives %d warnings', (domain, warnings) => {
  const found = policy({ ...strict, ...stateful }, group('STATEFUL', { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', Targets: [domain], TargetTypes: ['TLS_SNI'] } }));
  expect(found.map(({ message }) => message)).toEqual(Array.from({ length: warnings }, () => expect.stringContaining(`the list of Rules (S) lets a whole top-level domain through, ${domain}`) as unknown));
});

test('a rule group is known by its ARN too', () => {
  const references = { StatelessRuleGroupReferences: [{ ResourceArn: 'arn:aws:network-firewall:eu-west-1:111111111111:stateless-rulegroup/rules', Priority: 1 }] };
  expect(policy({ ...strict, ...references }, stateless())).toHaveLength(1);
});

test('policies and rule groups that were not read are listed', () => {
  const { open, findings: all } = report(changed(inspected, 'Firewall', { FirewallPolicyArn: 'arn' }), asked);
  expect(all.filter(({ rule }) => rule === 'firewall-policy')).toEqual([]);
  expect(open).toContainEqual({ place: { stack: 'S', id: 'Firewall' }, what: 'FirewallPolicyArn arn', why: 'it is not among what was read' });
});
