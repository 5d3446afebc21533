import { describeConstruct, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { LakeStorage, type LakeStorageProps } from '../../src';
import { ENV, LAKE, lakeDecides, READER, sessionOf } from '../reader';

const synthesized = (props?: LakeStorageProps) => synthesize((stack) => new LakeStorage(stack, 'Lake', props), ENV).template;
const template = synthesized();

describeConstruct('LakeStorage', {
  'with defaults': (scope, id) => new LakeStorage(scope, id),
  'that goes with its stack': (scope, id) => new LakeStorage(scope, id, { removalPolicy: RemovalPolicy.DESTROY }),
  'with a key of one\'s own': (scope, id) => new LakeStorage(scope, id, { encryptionKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }) }),
});

describe('the lake\'s bucket', () => {
  test('encrypts every object with a key that rotates', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('^LakeKey'), 'Arn'] } } }] },
    });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('is versioned, and logs who reads it', () => {
    template.hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' }, LoggingConfiguration: { DestinationBucketName: { Ref: Match.stringLikeRegexp('^LakeAccessLogs') } } });
  });

  test('is closed to the public, and knows no ACL; so is its log', () => {
    const closed = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const buckets = Object.values(template.findResources('AWS::S3::Bucket')).map(({ Properties }) => [Properties.PublicAccessBlockConfiguration, Properties.OwnershipControls.Rules[0].ObjectOwnership]);
    expect(buckets).toEqual([[closed, 'BucketOwnerEnforced'], [closed, 'BucketOwnerEnforced']]);
  });

  test.each([
    ['nobody of another account before something is published', sessionOf(READER.roleNames[0]), 'true', 'implicitDeny'],
    ['nobody without TLS', sessionOf('lake-engineer', LAKE), 'false', 'explicitDeny'],
    ['a role of the account that its own policies let in', sessionOf('lake-engineer', LAKE), 'true', 'allowed'],
  ])('is read by %s', (_, principal, secure, decision) => {
    const [logicalId] = Object.keys(template.findResources('AWS::S3::Bucket', { Properties: { VersioningConfiguration: Match.anyValue() } }));
    const [policy] = resourcePolicies(template, 'AWS::S3::BucketPolicy', /^LakeBucketPolicy/, { [`${logicalId}.Arn`]: 'arn:aws:s3:::lake' });
    expect(lakeDecides(policy, { principal, action: 's3:GetObject', resource: 'arn:aws:s3:::lake/curated/credit-default/in.csv', context: { 'aws:SecureTransport': secure } })).toBe(decision);
  });
});

test.each([
  ['outlive the stack by default', undefined, 'Retain'],
  ['go with it where the user says so', RemovalPolicy.DESTROY, 'Delete'],
])('key, bucket and log %s', (_, removalPolicy, policy) => {
  const own = synthesized({ removalPolicy });
  const kept = ['AWS::KMS::Key', 'AWS::S3::Bucket'].flatMap((type) => Object.values(own.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy));
  expect(kept).toEqual([policy, policy, policy]);
});

describe('a lake that exists', () => {
  test('keeps its bucket and the key of it', () => {
    const { template: own } = synthesize((stack) => {
      const bucket = new Bucket(stack, 'Existing', { encryption: BucketEncryption.KMS, encryptionKey: new Key(stack, 'ExistingKey') });
      const lake = new LakeStorage(stack, 'Lake', { bucket });
      expect([lake.bucket, lake.encryptionKey]).toEqual([bucket, bucket.encryptionKey]);
    });
    own.resourceCountIs('AWS::S3::Bucket', 1);
    own.resourceCountIs('AWS::KMS::Key', 1);
  });

  test('may have its key named', () => {
    const { template: own } = synthesize((stack) => new LakeStorage(stack, 'Lake', { bucket: Bucket.fromBucketName(stack, 'Existing', 'lake'), encryptionKey: new Key(stack, 'Key') }));
    expect(Object.keys(own.findResources('AWS::KMS::Key'))).toEqual([expect.stringMatching(/^Key/)]);
  });

  test('is refused where nobody knows its key', () => {
    expect(() => synthesize((stack) => new LakeStorage(stack, 'Lake', { bucket: Bucket.fromBucketName(stack, 'Existing', 'lake') })))
      .toThrow(/Stack\/Lake: 1 problem\(s\)\n {2}encryptionKey is "undefined": .*does not tell its key.*Give the key that its objects are encrypted with/);
  });
});

test('what is published lies among the curated data', () => {
  const stack = new Stack();
  const lake = new LakeStorage(stack, 'Lake', { bucket: Bucket.fromBucketName(stack, 'Existing', 'lake'), encryptionKey: new Key(stack, 'Key') });
  expect(lake.publish('Credit', 'credit-default', [READER]).uri).toBe('s3://lake/curated/credit-default/');
});
