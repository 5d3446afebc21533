import { type AccessRequest, evaluate } from '@mlops-foundation/policy-evaluation';
import { describeConstruct, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AccountPurpose, MlDataBucket, type MlDataBucketProps } from '../../src';

const ACCOUNT = '111111111111';
const ENV = { account: ACCOUNT, region: 'eu-west-1' };
const synthesized = (props: Partial<MlDataBucketProps> = {}) => synthesize((stack) =>
  new MlDataBucket(stack, 'Data', { team: 'credit', purpose: AccountPurpose.DEV, encryptionKey: new Key(stack, 'Key'), ...props }), ENV).template;
const template = synthesized();

describeConstruct('MlDataBucket', {
  'with defaults': {
    onlyOnce: 'its name is known to other accounts',
    build: (scope, id) => new MlDataBucket(scope, id, { team: 'credit', purpose: AccountPurpose.DEV, encryptionKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }) }),
  },
});

describe('the bucket', () => {
  const [resource] = resourcePolicies(template, 'AWS::S3::BucketPolicy', /^DataBucketPolicy/, {
    [`${Object.keys(template.findResources('AWS::S3::Bucket', { Properties: { BucketName: Match.anyValue() } }))[0]}.Arn`]: 'arn:aws:s3:::data',
  });
  const identity = [{ name: 'administrator', statements: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] }];
  const request = (account: string, secure: boolean): AccessRequest => ({
    principal: { arn: `arn:aws:iam::${account}:role/someone`, account }, action: 's3:GetObject', resource: 'arn:aws:s3:::data/in.csv', resourceAccount: ACCOUNT, context: { 'aws:SecureTransport': String(secure) },
  });

  test.each([
    ['a role of the account, by TLS', ACCOUNT, true, 'allowed'],
    ['nobody without TLS', ACCOUNT, false, 'explicitDeny'],
    ['no role of another account', '999999999999', true, 'implicitDeny'],
  ])('is reached by %s', (_, account, secure, decision) => {
    expect(evaluate(request(account, secure), { identity, resource }).decision).toBe(decision);
  });

  test('encrypts every object with the key', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } } }] },
    });
  });

  test('is versioned, logs who reads it, and outlives the stack; so does its log', () => {
    template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' }, LoggingConfiguration: { DestinationBucketName: { Ref: Match.stringLikeRegexp('^DataAccessLogs') } } });
    const kept = Object.values(template.findResources('AWS::S3::Bucket')).map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);
    expect(kept).toEqual([['Retain', 'Retain'], ['Retain', 'Retain']]);
  });

  test('is closed to the public, and knows no ACL; so is its log', () => {
    const closed = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const buckets = Object.values(template.findResources('AWS::S3::Bucket')).map(({ Properties }) => [Properties.PublicAccessBlockConfiguration, Properties.OwnershipControls.Rules[0].ObjectOwnership]);
    expect(buckets).toEqual([[closed, 'BucketOwnerEnforced'], [closed, 'BucketOwnerEnforced']]);
  });

  test.each([
    ['90 days by default', {}, 90],
    ['as long as the user says', { noncurrentVersionExpiration: Duration.days(7) }, 7],
  ])('keeps what was overwritten %s', (_, props, NoncurrentDays) => {
    const rules = synthesized(props).findResources('AWS::S3::Bucket', { Properties: { LifecycleConfiguration: { Rules: [Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays }, Status: 'Enabled' })] } } });
    expect(Object.keys(rules)).toHaveLength(1);
  });

  test('goes with the stack where the user says so', () => {
    const buckets = Object.values(synthesized({ removalPolicy: RemovalPolicy.DESTROY }).findResources('AWS::S3::Bucket'));
    expect(buckets.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete', 'Delete']);
  });
});

describe('its name', () => {
  test('is known before it exists', () => {
    template.hasResourceProperties('AWS::S3::Bucket', { BucketName: MlDataBucket.bucketNameOf('credit', AccountPurpose.DEV, ACCOUNT, 'eu-west-1') });
    expect(MlDataBucket.bucketNameOf('credit', AccountPurpose.DEV, ACCOUNT, 'eu-west-1')).toBe('mlops-credit-dev-111111111111-eu-west-1');
  });

  test('fits into 63 characters for the longest team, purpose and region, and two long ones stay two', () => {
    const names = ['a', 'b'].map((end) => MlDataBucket.bucketNameOf(`${'t'.repeat(19)}${end}`, AccountPurpose.EXPERIMENTATION, ACCOUNT, 'ap-southeast-1'));
    expect(names.map(({ length }) => length <= 63)).toEqual([true, true]);
    expect(names[0]).not.toBe(names[1]);
  });

  test('is CloudFormation\'s where the account is not known', () => {
    const names = Object.values(synthesize((stack) => new MlDataBucket(stack, 'Data', { team: 'credit', purpose: AccountPurpose.DEV, encryptionKey: new Key(stack, 'Key') })).template.findResources('AWS::S3::Bucket'));
    expect(names.map(({ Properties }) => Properties.BucketName)).toEqual([undefined, undefined]);
  });
});
