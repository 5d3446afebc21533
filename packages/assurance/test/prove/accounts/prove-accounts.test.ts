import type { Template } from '../../../src';
import { readGraph } from '../../../src/assembly/graph/read-graph';
import { proveAccounts } from '../../../src/prove/accounts/prove-accounts';
import { assemblyOf, stackOf } from '../../estimate/assembly-of';
import { policy, statement } from '../chains/planted';

type Json = Readonly<Record<string, unknown>>;
const [SHOP, LAKE] = ['111111111111', '222222222222'];
const READER = `arn:aws:iam::${SHOP}:role/reader`;

/** A role of the shop, and what it is allowed. */
const reader = (...statements: object[]): Json => ({ Reader: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }), ...(statements.length > 0 ? { Policies: [{ PolicyName: 'own', PolicyDocument: policy(...statements) }] } : {}) } } });
const granting = (Principal: unknown, Action: unknown, Resource?: unknown, rest: Json = {}) => policy({ Sid: 'Share', Effect: 'Allow', Principal, Action, ...(Resource ? { Resource } : {}), ...rest });
const bucket = (document?: object, more: Json = {}): Json => ({ Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'lake', ...more } }, ...(document ? { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document } } } : {}) });
const other = (type: string, properties: Json): Json => ({ Thing: { Type: type, Properties: properties } });

function found(shop: Json, lake: Json) {
  const stack = (Resources: Json, name: string, account: string) => stackOf({ Resources } as Template, { name, account });
  return proveAccounts(readGraph(assemblyOf(stack(shop, 'Shop', SHOP), stack(lake, 'Lake', LAKE))), 'planted');
}
const read = statement('s3:GetObject', 'arn:aws:s3:::lake/*');

test('an edge with both sides is well', () => {
  const { findings, counts } = found(reader(read), bucket(granting({ AWS: READER }, 's3:GetObject', 'arn:aws:s3:::lake/*')));
  expect(findings).toEqual([]);
  expect(counts).toMatchObject({ 'edges between accounts': 1, 'edges with both sides': 1 });
});

test('a bucket that does not know its reader is named with the statement to add', () => {
  expect(found(reader(read), bucket()).findings).toMatchObject([{
    rule: 'missing-resource-side', level: 'error', place: { stack: 'Shop', id: 'Reader' }, remedy: expect.stringContaining('the policy of arn:aws:s3:::lake'),
    policyStatement: { Effect: 'Allow', Principal: { AWS: READER }, Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::lake/*'] },
  }]);
});

test('a reader that is not allowed what the bucket grants is named with the statement to add', () => {
  expect(found(reader(), bucket(granting({ AWS: READER }, 's3:GetObject', 'arn:aws:s3:::lake/*'))).findings).toMatchObject([{
    rule: 'missing-identity-side', policyStatement: { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::lake/*'] }, remedy: expect.stringContaining(`the policies of ${READER}`),
  }]);
});

const resources: [string, string, string, (document?: object) => Json][] = [
  ['a queue', 'sqs:SendMessage', `arn:aws:sqs:eu-west-1:${LAKE}:q`, (document) => ({ ...other('AWS::SQS::Queue', { QueueName: 'q' }), ...(document ? { P: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Thing' }], PolicyDocument: document } } } : {}) })],
  ['a topic', 'sns:Publish', `arn:aws:sns:eu-west-1:${LAKE}:t`, (document) => ({ ...other('AWS::SNS::Topic', { TopicName: 't' }), ...(document ? { P: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'Thing' }], PolicyDocument: document } } } : {}) })],
  ['an image repository', 'ecr:BatchGetImage', `arn:aws:ecr:eu-west-1:${LAKE}:repository/e`, (document) => other('AWS::ECR::Repository', { RepositoryName: 'e', ...(document ? { RepositoryPolicyText: document } : {}) })],
  ['an event bus', 'events:PutEvents', `arn:aws:events:eu-west-1:${LAKE}:event-bus/b`, (document) => other('AWS::Events::EventBus', { Name: 'b', ...(document ? { Policy: document } : {}) })],
  ['a model group', 'sagemaker:DescribeModelPackageGroup', `arn:aws:sagemaker:eu-west-1:${LAKE}:model-package-group/g`, (document) => other('AWS::SageMaker::ModelPackageGroup', { ModelPackageGroupName: 'g', ...(document ? { ModelPackageGroupPolicy: document } : {}) })],
  ['a role', 'sts:AssumeRole', `arn:aws:iam::${LAKE}:role/taken`, (document) => other('AWS::IAM::Role', { RoleName: 'taken', AssumeRolePolicyDocument: document ?? policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) })],
  ['a key', 'kms:Decrypt', `arn:aws:kms:eu-west-1:${LAKE}:key/Lake-Thing-generated`, (document) => other('AWS::KMS::Key', { KeyPolicy: document ?? granting({ AWS: `arn:aws:iam::${LAKE}:root` }, 'kms:*', '*') })],
];

test.each(resources)('%s has both sides, or the missing one is named', (_, action, arn, resource) => {
  const grant = granting({ AWS: READER }, action, arn.includes(':role/') ? undefined : action.startsWith('kms') ? '*' : arn);
  expect(found(reader(statement(action, arn)), resource(grant)).findings).toEqual([]);
  expect(found(reader(statement(action, arn)), resource()).findings.map(({ rule }) => rule)).toEqual(['missing-resource-side']);
  expect(found(reader(), resource(grant)).findings.map(({ rule }) => rule)).toEqual(['missing-identity-side']);
});

test('data under a key asks for the key as well', () => {
  const key = (document: object) => ({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document } }, ...bucket(granting({ AWS: READER }, 's3:GetObject', 'arn:aws:s3:::lake/*'), { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } }] } }) });
  const own = granting({ AWS: `arn:aws:iam::${LAKE}:root` }, 'kms:*', '*');
  const arn = `arn:aws:kms:eu-west-1:${LAKE}:key/Lake-Key-generated`;
  expect(found(reader(read), key(own)).findings).toMatchObject([{ rule: 'missing-resource-side', message: expect.stringContaining('the data is encrypted with this key'), policyStatement: { Principal: { AWS: READER }, Action: ['kms:Decrypt'], Resource: '*' } }]);
  expect(found(reader(read, statement('kms:Decrypt', arn)), key(granting({ AWS: [READER, `arn:aws:iam::${LAKE}:root`] }, 'kms:*', '*'))).findings.filter(({ message }) => message.includes('encrypted'))).toEqual([]);
});

test('a pattern that leaves the name open is met by one of those it reaches, one with a name by all', () => {
  const keys = (...granted: boolean[]) => Object.fromEntries(granted.map((grants, index) => [`Key${index}`, { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: granting({ AWS: grants ? READER : `arn:aws:iam::${LAKE}:root` }, 'kms:Decrypt', '*') } }]));
  const rules = (pattern: string, ...granted: boolean[]) => found(reader(statement('kms:Decrypt', `arn:aws:kms:eu-west-1:${LAKE}:${pattern}`)), keys(...granted)).findings.map(({ rule }) => rule);
  expect(rules('key/*', true, false)).toEqual([]);
  expect(rules('key/*', false, false)).toEqual(['missing-resource-side', 'missing-resource-side']);
  expect(rules('key/Lake-*', true, false)).toEqual(['missing-resource-side']);
});

test('a denial between both sides is named with its statement', () => {
  const { findings } = found(reader(read, { Sid: 'Not', Effect: 'Deny', Action: 's3:*', Resource: '*' }), bucket(granting({ AWS: READER }, 's3:GetObject', 'arn:aws:s3:::lake/*')));
  expect(findings).toMatchObject([{ rule: 'edge-denied', statement: 'statement Not of inline policy own of role reader' }]);
});

test.each<[string, unknown, Json, string, string]>([
  ['a role that nobody has', { AWS: `arn:aws:iam::${SHOP}:role/gone` }, {}, 'superfluous-resource-side', 'role/gone, whom the templates of its account do not have'],
  ['a role by condition that nobody has', { AWS: `arn:aws:iam::${SHOP}:root` }, { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${SHOP}:role/gone-*` } } }, 'superfluous-resource-side', 'role/gone-*, whom the templates'],
  ['an account in which nobody uses it', { AWS: `arn:aws:iam::${SHOP}:root` }, {}, 'superfluous-resource-side', `grants to the account ${SHOP}, in which nobody is allowed any of it`],
  ['everybody', '*', {}, 'open-to-everybody', 'grants to everybody without a condition'],
  ['an account that was not read', { AWS: 'arn:aws:iam::999999999999:root' }, {}, 'outside', '999999999999:root, whose account was not read'],
])('a grant to %s is named', (_, principal, rest, rule, message) => {
  expect(found(reader(), bucket(granting(principal, 's3:GetObject', 'arn:aws:s3:::lake/*', rest))).findings).toMatchObject([{ rule, message: expect.stringContaining(message), policyStatement: { Sid: 'Share' } }]);
});

test('a grant to an account of which a role makes use is well', () => {
  expect(found(reader(read), bucket(granting({ AWS: `arn:aws:iam::${SHOP}:root` }, 's3:GetObject', 'arn:aws:s3:::lake/*'))).findings).toEqual([]);
});
