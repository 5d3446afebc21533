import { type AccessRequest, evaluate, type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';
import { describeConstruct, keyPolicies, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { Aws, Lazy, Stack, Validations } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import { DataPerimeter, type KeyPerimeterOptions, type ResourcePerimeterOptions } from '../../src';
import { policyOf } from '../settled';
import { sessionOf } from '../through-endpoint';

const [OWN, TRUSTED, PARTNER, STRANGER] = ['111111111111', '222222222222', '444444444444', '999999999999'];
const [MEMBER, OURS, THEIRS] = ['333333333333', 'o-abcdefghij', 'o-zzzzzzzzzz'];
const VPC = 'vpc-0123456789abcdef0';
const VPCE = 'vpce-0123456789abcdef0';
const perimeter = new DataPerimeter({ trustedAccounts: [TRUSTED], organizationId: OURS });
const jobs = (stack = new Stack()) => Role.fromRoleArn(stack, 'Jobs', `arn:aws:iam::${OWN}:role/jobs`);
const options = (): ResourcePerimeterOptions => ({ otherAccounts: [PARTNER], networkRoles: [jobs()], vpcIds: [VPC], vpcEndpointIds: [VPCE], addresses: ['203.0.113.0/24'] });

type Who = AccessRequest['principal'];
const session = (account: string, role = 'anyone', organization?: string): Who => ({
  ...sessionOf(account), arn: `arn:aws:sts::${account}:assumed-role/${role}/session`, roleArn: `arn:aws:iam::${account}:role/${role}`, ...(organization ? { organization: { id: organization } } : {}),
});
const root = (account: string): Who => ({ arn: `arn:aws:iam::${account}:root`, account });
const service = (name: string): Who => ({ arn: name, account: '', service: name });
const nobody: Who = { arn: 'anonymous', account: '' };
const linked = session(OWN, 'aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer');
const job = session(OWN, 'jobs', OURS);
const from = (context: Record<string, string>) => context;

/** Who asks, from where, and whether it may. Everything else than the perimeter allows everything. */
const CASES: readonly [string, Who, Record<string, string>, 'allowed' | 'explicitDeny'][] = [
  ['a stranger', session(STRANGER), {}, 'explicitDeny'],
  ['a member of another organisation', session(STRANGER, 'anyone', THEIRS), {}, 'explicitDeny'],
  ['a stranger\'s root', root(STRANGER), {}, 'explicitDeny'],
  ['nobody', nobody, {}, 'explicitDeny'],
  ['a stranger from the network of the jobs', session(STRANGER), from({ 'aws:SourceVpc': VPC }), 'explicitDeny'],
  ['a stranger\'s call that a service passes on', session(STRANGER), from({ 'aws:ViaAWSService': 'true' }), 'explicitDeny'],
  ['somebody of the own account, in no organisation', session(OWN), {}, 'allowed'],
  ['the own account\'s root', root(OWN), {}, 'allowed'],
  ['an administrator of the own account from anywhere', session(OWN, 'administrator', OURS), from({ 'aws:SourceIp': '198.51.100.7' }), 'allowed'],
  ['a member of the own organisation', session(MEMBER, 'anyone', OURS), {}, 'allowed'],
  ['a trusted account outside of it', session(TRUSTED, 'anyone', THEIRS), {}, 'allowed'],
  ['a partner that this resource is for', session(PARTNER), {}, 'allowed'],
  ['a service-linked role', linked, from({ 'aws:SourceIp': '198.51.100.7' }), 'allowed'],
  ['a user of Studio from a browser', session(OWN, 'data-scientist', OURS), from({ 'aws:SourceIp': '198.51.100.7' }), 'allowed'],
  ['whoever holds a presigned URL of a user', session(OWN, 'data-scientist', OURS), from({ 'aws:SourceIp': '198.51.100.8', 's3:authType': 'REST-QUERY-STRING' }), 'allowed'],
  ['CloudTrail for the own account', service('cloudtrail.amazonaws.com'), from({ 'aws:SourceAccount': OWN }), 'allowed'],
  ['CloudTrail for the organisation', service('cloudtrail.amazonaws.com'), from({ 'aws:SourceAccount': MEMBER, 'aws:SourceOrgID': OURS }), 'allowed'],
  ['the delivery of flow logs for a trusted account', service('delivery.logs.amazonaws.com'), from({ 'aws:SourceAccount': TRUSTED }), 'allowed'],
  ['the delivery of flow logs for a partner', service('delivery.logs.amazonaws.com'), from({ 'aws:SourceAccount': PARTNER }), 'allowed'],
  ['a service that does not say for whom', service('logdelivery.elasticloadbalancing.amazonaws.com'), {}, 'allowed'],
  ['CloudTrail for a stranger', service('cloudtrail.amazonaws.com'), from({ 'aws:SourceAccount': STRANGER }), 'explicitDeny'],
  ['CloudTrail for another organisation', service('cloudtrail.amazonaws.com'), from({ 'aws:SourceAccount': STRANGER, 'aws:SourceOrgID': THEIRS }), 'explicitDeny'],
  ['a principal of ours for whom a stranger\'s account is named', session(OWN), from({ 'aws:SourceAccount': STRANGER }), 'allowed'],
  ['a job in its VPC', job, from({ 'aws:SourceVpc': VPC }), 'allowed'],
  ['a job by an endpoint in another VPC', job, from({ 'aws:SourceVpc': 'vpc-0fedcba9876543210', 'aws:SourceVpce': VPCE }), 'allowed'],
  ['a job by NAT', job, from({ 'aws:SourceIp': '203.0.113.7' }), 'allowed'],
  ['a job\'s call that a service passes on', job, from({ 'aws:ViaAWSService': 'true', 'aws:SourceIp': '198.51.100.7' }), 'allowed'],
  ['a job\'s credentials elsewhere', job, from({ 'aws:SourceIp': '198.51.100.7', 'aws:ViaAWSService': 'false' }), 'explicitDeny'],
  ['a job\'s credentials in a stranger\'s VPC', job, from({ 'aws:SourceVpc': 'vpc-0fedcba9876543210', 'aws:SourceVpce': 'vpce-0fedcba9876543210', 'aws:ViaAWSService': 'false' }), 'explicitDeny'],
  ['a job\'s credentials from nowhere that is told', job, {}, 'explicitDeny'],
];

const EVERYBODY = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const ADMINISTRATOR = [readPolicy('administrator', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })];
const BUCKET = 'arn:aws:s3:::data';
const open = (policy: Policy) => readPolicy('policy of an open resource', { Statement: [EVERYBODY, ...policy.statements] });
const decided = (policy: Policy, principal: Who, context: Record<string, string>, action = 's3:GetObject', resource = `${BUCKET}/file`) =>
  evaluate({ principal, action, resource, resourceAccount: OWN, context }, { identity: ADMINISTRATOR, resource: policy }).decision;

const BUCKETS = open(policyOf(perimeter.bucketStatements(BUCKET, options())));
const KEYS = open(policyOf(perimeter.keyStatements(options())));

test.each(CASES)('%s', (_, principal, context, expected) => {
  expect(decided(BUCKETS, principal, context)).toBe(expected);
  expect(decided(BUCKETS, principal, context, 's3:PutBucketPolicy', BUCKET)).toBe(expected);
  expect(decided(KEYS, principal, context, 'kms:Decrypt', `arn:aws:kms:eu-west-1:${OWN}:key/k`)).toBe(expected);
});

/** The policy without one condition of one statement: without a key, or a value of it. */
function mutants(policy: Policy): [string, Policy][] {
  const statements = JSON.parse(JSON.stringify(policy.statements)) as { Sid?: string; Condition?: Record<string, Record<string, string | string[]>> }[];
  return statements.flatMap(({ Sid, Condition = {} }, index) => Object.entries(Condition).flatMap(([operator, keys]) => {
    const mutant = (name: string, condition: object): [string, Policy] => [`${Sid} ${name}`, readPolicy('mutant', { Statement: statements.map((one, at) => (at === index ? { ...one, Condition: condition } : one)) })];
    const { [operator]: _, ...others } = Condition;
    return Object.entries(keys).flatMap(([key, value]) => {
      const { [key]: __, ...rest } = keys;
      return [
        mutant(`without ${operator} ${key}`, Object.keys(rest).length > 0 ? { ...others, [operator]: rest } : others),
        ...(Array.isArray(value) && value.length > 1 ? value.map((gone) => mutant(`without ${gone} of ${key}`, { ...Condition, [operator]: { ...keys, [key]: value.filter((one) => one !== gone) } })) : []),
      ];
    });
  }));
}

test.each(mutants(BUCKETS))('it is seen when a condition goes: %s', (_, mutant) => {
  expect(CASES.filter(([, principal, context, expected]) => decided(mutant, principal, context) !== expected).map(([title]) => title)).not.toEqual([]);
});

test('every condition was taken away once', () => {
  expect(mutants(BUCKETS)).toHaveLength(18);
});

test('it grants nothing', () => {
  const statements = [...perimeter.bucketStatements(BUCKET, options()), ...perimeter.keyStatements(options())];
  expect(statements.map(({ effect }) => effect)).toEqual(Array(7).fill('Deny'));
});

// https://docs.aws.amazon.com/kms/latest/developerguide/grant-authorization.html
describe('grants of a key', () => {
  const grant = (policy: Policy, principal: Who, context: Record<string, string>) => decided(policy, principal, context, 'kms:CreateGrant', `arn:aws:kms:eu-west-1:${OWN}:key/k`);
  const made = (given?: KeyPerimeterOptions) => open(keyPolicies(synthesize((stack) => perimeter.protectKey(new Key(stack, 'Key'), given), { account: OWN, region: 'eu-west-1' }).template, /./)[0]);
  const given = (wanted?: KeyPerimeterOptions) => open(policyOf(perimeter.keyStatements(wanted)));
  const byItself = { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' };
  const forVolume = { 'kms:GrantIsForAWSResource': 'true', 'aws:PrincipalIsAWSService': 'false' };

  test.each([['a key of an app', made], ['statements for a key', given]])('%s: are made by nobody for whom he likes, though he administers the key', (_, policy) => {
    expect([byItself, {}].map((context) => grant(policy(), session(OWN), context))).toEqual(['explicitDeny', 'explicitDeny']);
  });

  test.each([['a key of an app', made], ['statements for a key', given]])('%s: are made by services that hold something under the key for somebody, and nothing else is denied', (_, policy) => {
    expect(grant(policy(), session(OWN), forVolume)).toBe('allowed');
    expect(decided(policy(), session(OWN), byItself, 'kms:Decrypt', `arn:aws:kms:eu-west-1:${OWN}:key/k`)).toBe('allowed');
  });

  test.each([['a key of an app', made], ['statements for a key', given]])('%s: are made by whoever is trusted where that is wanted, and by nobody else', (_, policy) => {
    expect([session(OWN), session(STRANGER)].map((who) => grant(policy({ allowGrants: true }), who, byItself))).toEqual(['allowed', 'explicitDeny']);
  });
});

test('whatever accounts and organisations there are: own and trusted ones pass, with their services; no other does', () => {
  const account = fc.bigInt({ min: 100000000000n, max: 999999999999n }).map(String);
  const organization = fc.stringMatching(/^o-[a-z0-9]{10,32}$/);
  fc.assert(fc.property(fc.uniqueArray(account, { minLength: 2, maxLength: 12 }), fc.nat(), fc.option(organization, { nil: undefined }), organization, (accounts, cut, ours, other) => {
    fc.pre(ours !== other);
    const count = 1 + (cut % (accounts.length - 1));
    const [own, ...trusted] = accounts.slice(0, count);
    const policy = open(policyOf(new DataPerimeter({ trustedAccounts: trusted, organizationId: ours }).bucketStatements(BUCKET), { 'AWS::AccountId': own }));
    const passes = (one: string, its?: string) => {
      const source: Record<string, string> = { 'aws:SourceAccount': one, ...(its ? { 'aws:SourceOrgID': its } : {}) };
      const requests: [Who, Record<string, string>][] = [[session(one, 'anyone', its), {}], [{ ...root(one), ...(its ? { organization: { id: its } } : {}) }, {}], [service('cloudtrail.amazonaws.com'), source]];
      return requests.map(([who, context]) => decided(policy, who, context));
    };
    for (const one of [own, ...trusted]) for (const its of [undefined, ours, other]) expect(passes(one, its)).toEqual(Array(3).fill('allowed'));
    for (const one of accounts.slice(count)) {
      for (const its of [undefined, other]) expect(passes(one, its)).toEqual(Array(3).fill('explicitDeny'));
      if (ours) expect(passes(one, ours)).toEqual(Array(3).fill('allowed'));
    }
  }), { numRuns: 200 });
});

describeConstruct('a perimeter around resources', {
  'a bucket and its key': (scope, id) => {
    const key = new Key(scope, `${id}Key`, { enableKeyRotation: true });
    const bucket = new Bucket(scope, `${id}Bucket`, { encryptionKey: key, enforceSSL: true, versioned: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, serverAccessLogsPrefix: 'logs/' });
    const ofTheBucket = [...['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map((pack) => `${pack}-S3BucketReplicationEnabled`), ...[3, 4, 6, 9].map((number) => `CT.S3.PR.${number}`)];
    for (const id of ofTheBucket) Validations.of(bucket).acknowledge({ id, reason: 'A bucket of the test' });
    perimeter.protectKey(key);
    perimeter.protectBucket(bucket);
  },
});

describe('in the policy of', () => {
  const { template } = synthesize((stack) => {
    const key = new Key(stack, 'Key');
    perimeter.protectKey(key);
    perimeter.protectBucket(new Bucket(stack, 'Bucket', { encryptionKey: key }), { networkRoles: [jobs(stack)], vpcIds: [VPC] });
    perimeter.protectQueue(new Queue(stack, 'Queue'));
    perimeter.protectSecret(new Secret(stack, 'Secret'));
    perimeter.protectRepository(new Repository(stack, 'Repository'));
  }, { account: OWN, region: 'eu-west-1' });
  const idOf = (type: string) => Object.keys(template.findResources(type))[0];
  const known = { [`${idOf('AWS::S3::Bucket')}.Arn`]: BUCKET, [`${idOf('AWS::SQS::Queue')}.Arn`]: `arn:aws:sqs:eu-west-1:${OWN}:queue` };
  const repository = Object.values(template.findResources('AWS::ECR::Repository'))[0].Properties.RepositoryPolicyText;

  test.each<[string, () => Policy, string, string]>([
    ['a bucket', () => resourcePolicies(template, 'AWS::S3::BucketPolicy', /./, known)[0], 's3:GetObject', `${BUCKET}/file`],
    ['a bucket, itself', () => resourcePolicies(template, 'AWS::S3::BucketPolicy', /./, known)[0], 's3:ListBucket', BUCKET],
    ['a key', () => keyPolicies(template, /./, known)[0], 'kms:Decrypt', `arn:aws:kms:eu-west-1:${OWN}:key/k`],
    ['a queue', () => resourcePolicies(template, 'AWS::SQS::QueuePolicy', /./, known)[0], 'sqs:SendMessage', `arn:aws:sqs:eu-west-1:${OWN}:queue`],
    ['a secret', () => resourcePolicies(template, 'AWS::SecretsManager::ResourcePolicy', /./, known)[0], 'secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:s-abcdef`],
    ['a repository', () => readPolicy('repository', { Version: '2012-10-17', Statement: repository.Statement.map((one: object) => ({ Resource: '*', ...one })) }), 'ecr:BatchGetImage', `arn:aws:ecr:eu-west-1:${OWN}:repository/r`],
  ])('%s: a stranger is denied, one\'s own are not', (_, policy, action, resource) => {
    const decisions = [session(STRANGER), session(OWN), session(MEMBER, 'anyone', OURS)].map((who) => decided(open(policy()), who, {}, action, resource));
    expect(decisions).toEqual(['explicitDeny', 'allowed', 'allowed']);
  });

  test('a bucket: the roles of jobs come from their VPC', () => {
    const [policy] = resourcePolicies(template, 'AWS::S3::BucketPolicy', /./, known);
    expect([from({ 'aws:SourceVpc': VPC }), from({ 'aws:SourceIp': '198.51.100.7' })].map((context) => decided(open(policy), job, context))).toEqual(['allowed', 'explicitDeny']);
  });
});

describe('refused', () => {
  const protect = (given: ResourcePerimeterOptions, around = perimeter) => () => around.protectBucket(new Bucket(new Stack(), 'Bucket'), given);

  test.each<[string, (stack: Stack) => void, string]>([
    ['bucket', (stack) => perimeter.protectBucket(Bucket.fromBucketName(stack, 'Bucket', 'theirs')), 'Bucket'],
    ['key', (stack) => perimeter.protectKey(Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${OWN}:key/k`)), 'Key'],
    ['queue', (stack) => perimeter.protectQueue(Queue.fromQueueArn(stack, 'Queue', `arn:aws:sqs:eu-west-1:${STRANGER}:queue`)), 'Queue'],
    ['secret', (stack) => perimeter.protectSecret(Secret.fromSecretNameV2(stack, 'Secret', 'theirs')), 'Secret'],
    ['repository', (stack) => perimeter.protectRepository(Repository.fromRepositoryName(stack, 'Repository', 'theirs')), 'Repository'],
  ])('an imported %s, whose policy is not this app\'s', (kind, build, id) => {
    expect(() => build(new Stack())).toThrow(new RegExp(`${kind} is ".*${id}": only the app that makes a resource.*Protect it where it is made`));
  });

  test.each<[string, ResourcePerimeterOptions, string, string, string]>([
    ['networks that nobody must come from', { vpcIds: [VPC] }, 'networkRoles is []', 'people come from anywhere', 'Name the roles'],
    ['roles without a network', { networkRoles: [jobs()] }, 'networkRoles is 1', 'need one to come from', 'Name vpcIds'],
    ['a VPC\'s name', { networkRoles: [jobs()], vpcIds: ['main'] }, 'vpcIds[0] is "main"', 'vpc- and 8 or 17', 'vpc-0123456789abcdef0'],
    ['a VPC for an endpoint', { networkRoles: [jobs()], vpcEndpointIds: [VPC] }, `vpcEndpointIds[0] is "${VPC}"`, 'vpce- and 8 or 17', 'vpce-0123456789abcdef0'],
    ['an address that is none', { networkRoles: [jobs()], addresses: ['203.0.113.7'] }, 'addresses[0] is "203.0.113.7"', 'CIDR notation', '203.0.113.0/24'],
    ['a private address', { networkRoles: [jobs()], addresses: ['10.0.0.0/16'] }, 'addresses[0] is "10.0.0.0/16"', 'never seen by AWS', 'vpcIds'],
    ['everybody\'s addresses', { networkRoles: [jobs()], addresses: ['0.0.0.0/0'] }, 'addresses[0] is "0.0.0.0/0"', 'denies nobody', '203.0.113.0/24'],
    ['everybody\'s addresses of IPv6', { networkRoles: [jobs()], addresses: ['::/0'] }, 'addresses[0] is "::/0"', 'denies nobody', '203.0.113.0/24'],
    ['half of everybody\'s addresses', { networkRoles: [jobs()], addresses: ['0.0.0.0/1'] }, 'addresses[0] is "0.0.0.0/1"', 'denies nobody', '203.0.113.0/24'],
    ['an account that lost its zero', { otherAccounts: ['1111'] }, 'otherAccounts[0] is "1111"', '12 digits', 'leading zeros'],
  ])('%s', (_, given, value, rule, remedy) => {
    for (const build of [protect(given), () => perimeter.keyStatements(given)]) {
      expect(build).toThrow(expect.objectContaining({ message: expect.stringContaining(value) }) as unknown as Error);
      expect(build).toThrow(rule);
      expect(build).toThrow(remedy);
    }
  });

  test('all at once, with the perimeter\'s own', () => {
    expect(protect({ vpcIds: ['main'], otherAccounts: ['1'] }, new DataPerimeter({ trustedAccounts: ['2'], organizationId: 'acme' }))).toThrow(/Bucket: 5 problem\(s\)[^]*perimeter\.trustedAccounts\[0\][^]*perimeter\.organizationId/);
  });

  test('tokens pass, IPv6 too', () => {
    const later = Lazy.string({ produce: () => 'later' });
    expect(protect({ networkRoles: [jobs()], vpcIds: [later], vpcEndpointIds: [later], addresses: [later, '2001:db8::/32'], otherAccounts: [later] })).not.toThrow();
  });
});

test('the account that is trusted anyhow is named once', () => {
  const document = new Stack().resolve(new PolicyDocument({ statements: new DataPerimeter({ trustedAccounts: [Aws.ACCOUNT_ID] }).keyStatements() }));
  expect(document.Statement[0].Condition.StringNotEqualsIfExists).toEqual({ 'aws:PrincipalAccount': [{ Ref: 'AWS::AccountId' }] });
});
