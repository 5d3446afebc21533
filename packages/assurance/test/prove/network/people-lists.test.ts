import { unaskedDomains } from '../../../src/prove/network/domains';
import { changed, findings, inspected, isolated, perimeter, ref, resource, rules, without } from './planted';

const none = { stack: ['S'], internet: 'none' as const, connections: [] };
const lists = (more: object) => ({ networks: [{ ...none, ...more }] });

test('a service that people need and that has no endpoint is found', () => {
  expect(rules(isolated, lists({ endpoints: ['kms', 's3'] }))).toEqual([]);
  expect(findings(isolated, lists({ endpoints: ['kms', 'sts'] }))).toMatchObject([{ rule: 'endpoint-missing', level: 'error', place: { id: 'Vpc' }, message: expect.stringContaining('no endpoint for sts') }]);
});

test('a domain that people did not ask for is found, in a DNS firewall and in a list of Network Firewall', () => {
  const open = changed(isolated, 'Domains', { Domains: ['*.amazonaws.com', 'pypi.org', 'attacker.example'] });
  expect(rules(open)).toEqual([]);
  expect(findings(open, lists({ domains: ['pypi.org'] }))).toMatchObject([{ rule: 'domain-unasked', level: 'error', place: { id: 'Names' }, message: expect.stringContaining('lets attacker.example through') }]);
  const listed = {
    ...changed(inspected, 'Inspects', { FirewallPolicy: { ...inspected.Inspects.Properties.FirewallPolicy as object, StatefulRuleGroupReferences: [{ ResourceArn: ref('Rules'), Priority: 1 }] } }),
    Rules: resource('AWS::NetworkFirewall::RuleGroup', { RuleGroupName: 'rules', Type: 'STATEFUL', Capacity: 10, RuleGroup: { RulesSource: { RulesSourceList: { GeneratedRulesType: 'ALLOWLIST', Targets: ['.pypi.org', '.attacker.example'], TargetTypes: ['TLS_SNI'] } } } }),
  };
  expect(findings(listed, lists({ internet: 'inspected', domains: ['.pypi.org'] }))).toMatchObject([{ rule: 'domain-unasked', place: { id: 'Rules' }, message: expect.stringContaining('lets .attacker.example through') }]);
});

test.each<[string[], string[], string[]]>([
  [['pypi.org', 'PyPI.org.'], ['pypi.org'], []], [['*.pypi.org'], ['pypi.org'], ['*.pypi.org']], [['files.pypi.org', '*.a.pypi.org'], ['.pypi.org'], []], [['notpypi.org'], ['*.pypi.org'], ['notpypi.org']],
  [['*.amazonaws.com', '.sagemaker.aws', 'ip-10-0-0-1.ec2.internal'], [], []], [['evilamazonaws.com'], [], ['evilamazonaws.com']],
])('of %j, where %j was asked for, nobody asked for %j', (domains, asked, expected) => {
  expect(unaskedDomains(domains, asked)).toEqual(expected);
});

const trusting = (Condition: object) => changed(isolated, 'Kms', { PolicyDocument: { ...perimeter, Statement: [{ ...perimeter.Statement[0], Condition }] } });
const accounts = (...names: string[]) => trusting({ StringEquals: { 'aws:PrincipalAccount': names, 'aws:ResourceAccount': names } });

test('an account or organization that a policy names and people do not trust is found', () => {
  expect(rules(accounts('111111111111', '222222222222'))).toEqual([]);
  expect(rules(accounts('111111111111', '222222222222'), { trusted: ['222222222222'] })).toEqual([]);
  expect(findings(accounts('111111111111', '222222222222'), { trusted: [] })).toMatchObject([{ rule: 'endpoint-policy-stranger', level: 'error', place: { id: 'Kms' }, message: expect.stringContaining('names 222222222222, which neither was read nor is trusted') }]);
  const organization = trusting({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij', 'aws:ResourceOrgID': 'o-abcdefghij' } });
  expect(rules(organization, { trusted: ['o-abcdefghij'] })).toEqual([]);
  expect(rules(organization, { trusted: ['o-klmnopqrst'] })).toEqual(['endpoint-policy-stranger']);
});

const share = (more: object) => ({ ...isolated, Share: resource('AWS::RAM::ResourceShare', { Name: 'share', ResourceArns: [{ 'Fn::Sub': 'arn:aws:ec2:eu-west-1:111111111111:subnet/${Work}' }], AllowExternalPrincipals: false, ...more }) });
const shareRules = (more: object, settings = {}) => findings(share(more), settings).map(({ rule }) => rule).filter((rule) => rule.startsWith('share'));

test('a share of a network that may leave the organization, or names a stranger, is found', () => {
  expect(shareRules({ Principals: ['222222222222'] })).toEqual([]);
  expect(shareRules({ AllowExternalPrincipals: true })).toEqual(['share-outside']);
  expect(shareRules({ AllowExternalPrincipals: undefined })).toEqual(['share-outside']);
  expect(shareRules({ Principals: ['222222222222'] }, { trusted: [] })).toEqual(['share-stranger']);
  expect(shareRules({ Principals: ['arn:aws:iam::222222222222:role/guest'] }, { trusted: [] })).toEqual(['share-stranger']);
  expect(shareRules({ Principals: ['arn:aws:iam::222222222222:role/guest'] }, { trusted: ['222222222222'] })).toEqual([]);
  expect(shareRules({ Principals: ['222222222222'] }, { trusted: ['222222222222'] })).toEqual([]);
  expect(shareRules({ AllowExternalPrincipals: true, ResourceArns: ['arn:aws:sagemaker:eu-west-1:111111111111:hub/models'] })).toEqual([]);
});

test('participants of shared subnets reach endpoints by their addresses, for no group of the owner names theirs', () => {
  expect(findings(share({}))).toMatchObject([{ rule: 'endpoint-unreachable', message: expect.stringContaining('what participants of share Share (S) start does not reach kms by 443: security group EndsGroup (S) of the endpoints lets no tcp 443 in from subnet Work (S)') }]);
  expect(findings({ ...share({}), In: resource('AWS::EC2::SecurityGroupIngress', { GroupId: ref('EndsGroup'), IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/24' }) })).toEqual([]);
});

test('a transit gateway that accepts everybody and leads everybody to everybody is warned of', () => {
  const hub = (more: Readonly<Record<string, unknown>>) => rules({ ...isolated, Hub: resource('AWS::EC2::TransitGateway', more) });
  expect(hub({ AutoAcceptSharedAttachments: 'enable' })).toEqual(['hub-open']);
  expect(hub({ AutoAcceptSharedAttachments: 'enable', DefaultRouteTableAssociation: 'disable' })).toEqual([]);
  expect(hub({})).toEqual([]);
});

test('a firewall that logs no alerts is warned of', () => {
  expect(rules(without(inspected, 'Alerts'), lists({ internet: 'inspected' }))).toEqual(['firewall-log']);
});

test('digits in the name of a role or in the id of a unit are no account', () => {
  const nobody = (policy: typeof isolated, trusted: string[]) => findings(policy, { trusted }).filter(({ message }) => message.includes('which neither was read')).map(({ message }) => /names (\S+),/.exec(message)?.[1]);
  const ofRole = (arn: string) => changed(isolated, 'Kms', { PolicyDocument: { ...perimeter, Statement: [{ ...perimeter.Statement[0], Principal: { AWS: arn } }] } });
  expect(nobody(ofRole('arn:aws:iam::111111111111:role/ci-20261127001234'), [])).toEqual([]);
  expect(nobody(ofRole('arn:aws:iam::222222222222:role/ci-20261127001234'), [])).toEqual(['222222222222']);
  expect(nobody(trusting({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abcdefghij/r-ab12/ou-ab12-123456789012/*' } }), ['o-abcdefghij'])).toEqual([]);
});
