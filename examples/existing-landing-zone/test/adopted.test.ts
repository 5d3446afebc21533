import type { Resource } from '@mlops-foundation/assurance';
import { accounts, landingZone, synthesized } from './synthesized';

const { stacks } = synthesized().assembly;
const resources = (type: RegExp): Resource[] => stacks.flatMap(({ template }) => Object.values(template.Resources ?? {})).filter(({ Type }) => type.test(Type));
const named = (name: string) => stacks.find((stack) => stack.name === `Mlops-credit-${name}`)?.template;

/** `com.amazonaws.eu-west-1.s3`, of a text in which the region is left open. */
function serviceOf(name: unknown): string {
  const { 'Fn::Sub': text, 'Fn::Join': parts } = name as { 'Fn::Sub'?: string; 'Fn::Join'?: [string, unknown[]] };
  return text ? text.replace('${AWS::Region}', 'eu-west-1') : (parts?.[1] ?? []).map((part) => (typeof part === 'string' ? part : 'eu-west-1')).join('');
}

test('nothing is made twice that the landing zone has: no network, no boundary, no trail', () => {
  expect(resources(/^AWS::(EC2|Route53Resolver|CloudTrail|Organizations|SSO)::/)).toEqual([]);
  expect(resources(/^AWS::IAM::ManagedPolicy$/).filter(({ Properties }) => Properties?.ManagedPolicyName !== undefined)).toEqual([]);
});

test('each network is checked before anything is told of it', () => {
  for (const name of ['experimentation', 'dev', 'pre-prod', 'prod']) {
    const own = named(name)?.Resources ?? {};
    const [[check]] = Object.entries(own).filter(([, { Type }]) => Type === 'Custom::NetworkCheck');
    const told = Object.values(own).filter(({ Type, Properties }) => Type === 'AWS::SSM::Parameter' && /\/network\//.test(String(Properties?.Name))) as (Resource & { DependsOn?: string[] })[];
    expect(told.map(({ Properties }) => Properties?.Name)).toEqual(['vpc-id', 'subnet-ids', 'security-group-ids', 'availability-zones'].map((part) => `/mlops/credit/network/${part}`));
    for (const { DependsOn } of told) expect(DependsOn).toContain(check);
  }
});

test('each network is that of its own account, by the path that the topology has for its purpose', () => {
  const pathsOf = (name: string) => Object.values(named(name)?.Parameters ?? {}).map((parameter) => String((parameter as { Default?: unknown }).Default)).filter((path) => path.startsWith('/landing-zone/'));
  const { accounts: ids } = accounts();
  for (const name of ['experimentation', 'dev', 'pre-prod', 'prod']) {
    expect(pathsOf(name).sort()).toEqual(['availability-zones', 'security-group-ids', 'subnet-ids', 'vpc-id'].map((part) => `/landing-zone/${ids[name]}/network/${part}`));
  }
});

test('what the networks are asked for, the landing zone has', () => {
  const has = Object.values(landingZone().Resources).flatMap(({ Type, Properties }) => (Type === 'AWS::EC2::VPCEndpoint' ? [serviceOf(Properties.ServiceName)] : []));
  const asked = resources(/^Custom::NetworkCheck$/).flatMap(({ Properties }) => [...(Properties?.Services as { Name: string }[]).map(({ Name }) => Name), serviceOf(Properties?.ObjectStore)]);
  expect(new Set(asked)).toEqual(new Set(has));
});

test('every role that people and projects of the team have is under the landing zone\'s boundary', () => {
  const roles = resources(/^AWS::IAM::Role$/).filter(({ Properties }) => Properties?.PermissionsBoundary !== undefined);
  expect(roles.length).toBeGreaterThan(8);
  for (const { Properties } of roles) expect(JSON.stringify(Properties?.PermissionsBoundary)).toMatch(/:iam::\d{12}:policy\/landing-zone-boundary"/);
});

test('stacks are deployed by the landing zone\'s bootstrap, their assets too', () => {
  expect(stacks.map(({ executionRole }) => executionRole)).toEqual(stacks.map(({ account }) => `arn:\${AWS::Partition}:iam::${account}:role/cdk-acme-cfn-exec-role-${account}-eu-west-1`));
  expect(JSON.stringify(stacks)).not.toContain('hnb659fds');
});
