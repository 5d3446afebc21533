import { evaluate } from '@mlops-foundation/policy-evaluation';
import { describeConstruct, keyPolicies, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AccountBaseline, AccountPurpose, PermissionsBoundary } from '../../src';

const ACCOUNT = '111111111111';
const ENV = { account: ACCOUNT, region: 'eu-west-1' };
const onlyOnce = 'bucket, alias, boundary and parameters are known to other accounts by name';
const synthesized = (removalPolicy?: RemovalPolicy) => synthesize((stack) => new AccountBaseline(stack, 'Baseline', { team: 'credit', purpose: AccountPurpose.DEV, removalPolicy }), ENV).template;
const template = synthesized();

describeConstruct('AccountBaseline', {
  'of a development account': { onlyOnce, build: (scope, id) => new AccountBaseline(scope, id, { team: 'credit', purpose: AccountPurpose.DEV }) },
  'with a boundary that there is': { onlyOnce, build: (scope, id) => new AccountBaseline(scope, id, { team: 'credit', purpose: AccountPurpose.DEV, boundary: PermissionsBoundary.fromPolicyName(scope, 'LandingZone', 'landing-zone-boundary') }) },
  'that goes with its stack': { onlyOnce, build: (scope, id) => new AccountBaseline(scope, id, { team: 'credit', purpose: AccountPurpose.PROD, removalPolicy: RemovalPolicy.DESTROY }).publish('note', 'text') },
});

describe('the key', () => {
  const [resource] = keyPolicies(template, /^BaselineKey/, { 'AWS::AccountId': ACCOUNT, 'AWS::Region': ENV.region });
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`;
  const logs = (logGroupAccount: string, region = 'eu-west-1') => ({
    principal: { arn: `logs.${region}.amazonaws.com`, account: '', service: `logs.${region}.amazonaws.com` }, action: 'kms:Decrypt', resource: key, resourceAccount: ACCOUNT,
    context: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${logGroupAccount}:log-group:flow` },
  });

  test.each([
    ['CloudWatch Logs uses it for log groups of the account', logs(ACCOUNT), 'allowed'],
    ['CloudWatch Logs does not use it for log groups of another account', logs('999999999999'), 'implicitDeny'],
    ['another region\'s CloudWatch Logs does not use it', logs(ACCOUNT, 'us-east-1'), 'implicitDeny'],
    ['another service does not use it', { ...logs(ACCOUNT), principal: { arn: 'ec2.amazonaws.com', account: '', service: 'ec2.amazonaws.com' } }, 'implicitDeny'],
  ])('%s', (_, request, decision) => {
    expect(evaluate(request, { identity: [], resource }).decision).toBe(decision);
  });

  test.each([
    ['a role of the account that its own policies let use it', ACCOUNT, ['kms:Decrypt'], 'allowed'],
    ['no role of the account that has no such policy', ACCOUNT, ['kms:Encrypt'], 'implicitDeny'],
    ['no role of another account, whatever its policies say', '999999999999', ['kms:Decrypt'], 'implicitDeny'],
  ])('it is used by %s', (_, account, actions, decision) => {
    const identity = [{ name: 'own policy', statements: [{ Effect: 'Allow' as const, Action: actions, Resource: '*' }] }];
    const request = { principal: { arn: `arn:aws:iam::${account}:role/job`, account }, action: 'kms:Decrypt', resource: key, resourceAccount: ACCOUNT };
    expect(evaluate(request, { identity, resource, resourcePolicyIsRequired: 'key' }).decision).toBe(decision);
  });

  test('rotates, is found by the team\'s alias, and outlives the stack', () => {
    template.hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/mlops-credit' });
  });
});

describe('what is not CDK', () => {
  test.each([
    ['/mlops/credit/key-arn', { 'Fn::GetAtt': [Match.stringLikeRegexp('^BaselineKey'), 'Arn'] }],
    ['/mlops/credit/data-bucket', { Ref: Match.stringLikeRegexp('^BaselineDataBucket') }],
    ['/mlops/credit/boundary-arn', { Ref: Match.stringLikeRegexp('^BaselineBoundary') }],
  ])('finds %s', (Name, Value) => {
    template.hasResourceProperties('AWS::SSM::Parameter', { Name, Value });
  });

  test('finds what else is published, and a path that is none is refused', () => {
    const { template: own } = synthesize((stack) => {
      const baseline = new AccountBaseline(stack, 'Baseline', { team: 'credit', purpose: AccountPurpose.DEV });
      baseline.publish('network/vpc-id', 'vpc-1');
      expect(() => baseline.publish('network//vpc', 'x')).toThrow(/Stack\/Baseline: 1 problem\(s\)\n {2}path is "network\/\/vpc": .*Write it like network\/vpc-id/);
    });
    own.hasResourceProperties('AWS::SSM::Parameter', { Name: '/mlops/credit/network/vpc-id', Value: 'vpc-1' });
  });
});

test.each(['AWS::KMS::Key', 'AWS::S3::Bucket'])('every %s says whose it is and what for', (type) => {
  const tags = Object.values(template.findResources(type)).map(({ Properties }) => Properties.Tags);
  for (const own of tags) expect(own).toEqual(expect.arrayContaining([{ Key: 'mlops:team', Value: 'credit' }, { Key: 'mlops:purpose', Value: 'dev' }]));
});

test('the data bucket is encrypted by the key, and the boundary is the team\'s', () => {
  template.hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BaselineKey'), 'Arn'] } } }] } });
  expect(resourcePolicies(template, 'AWS::IAM::ManagedPolicy', /^BaselineBoundary/)).toHaveLength(1);
});

test('key and buckets go with the stack where the user says so', () => {
  const own = synthesized(RemovalPolicy.DESTROY);
  own.allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  own.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  expect(Object.keys(own.findResources('AWS::S3::Bucket'))).toHaveLength(2);
});

test('a boundary that the account has is published, and none is made', () => {
  const { template: own } = synthesize((stack) => {
    new AccountBaseline(stack, 'Baseline', { team: 'credit', purpose: AccountPurpose.DEV, boundary: PermissionsBoundary.fromPolicyName(stack, 'LandingZone', 'landing-zone-boundary') });
  }, ENV);
  own.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  own.hasResourceProperties('AWS::SSM::Parameter', { Name: '/mlops/credit/boundary-arn', Value: `arn:aws:iam::${ACCOUNT}:policy/landing-zone-boundary` });
});
