import { describeConstruct, keyPolicies, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { Lazy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { DatasetPublication, type DatasetPublicationProps, LakeStorage } from '../../src';
import { ENV, LAKE, lakeDecides, READER, sessionOf } from '../reader';

const BUCKET = 'arn:aws:s3:::lake';
const KEY = `arn:aws:kms:eu-west-1:${LAKE}:key/1234`;
const [ROLE] = READER.roleNames;
const via = (service: string) => ({ 'kms:ViaService': service });
const S3 = via('s3.eu-west-1.amazonaws.com');

describeConstruct('DatasetPublication', {
  'to one role': (scope, id) => new LakeStorage(scope, id).publish('Credit', 'credit-default', [READER]),
  'to roles of two accounts': (scope, id) => new LakeStorage(scope, id).publish('Credit', 'credit-default', [READER, { account: '333333333333', roleNames: ['mlops-credit-*', 'analyst'] }]),
});

describe('a dataset that one role of another account reads', () => {
  const { template } = synthesize((stack) => new LakeStorage(stack, 'Lake').publish('Credit', 'credit-default', [READER]), ENV);
  const [logicalId] = Object.keys(template.findResources('AWS::S3::Bucket', { Properties: { VersioningConfiguration: Match.anyValue() } }));
  const [bucket] = resourcePolicies(template, 'AWS::S3::BucketPolicy', /^LakeBucketPolicy/, { [`${logicalId}.Arn`]: BUCKET });
  const [key] = keyPolicies(template, /^LakeKey/, { 'AWS::Region': ENV.region });
  const secure = { 'aws:SecureTransport': 'true' };

  test.each([
    ['the role reads the dataset', ROLE, READER.account, 's3:GetObject', `${BUCKET}/curated/credit-default/2024/in.csv`, secure, 'allowed'],
    ['the role lists the dataset', ROLE, READER.account, 's3:ListBucket', BUCKET, { ...secure, 's3:prefix': 'curated/credit-default/2024/' }, 'allowed'],
    ['not without TLS', ROLE, READER.account, 's3:GetObject', `${BUCKET}/curated/credit-default/in.csv`, { 'aws:SecureTransport': 'false' }, 'explicitDeny'],
    ['not a neighbour', ROLE, READER.account, 's3:GetObject', `${BUCKET}/curated/fraud/in.csv`, secure, 'implicitDeny'],
    ['not a neighbour whose name begins alike', ROLE, READER.account, 's3:GetObject', `${BUCKET}/curated/credit-default-raw/in.csv`, secure, 'implicitDeny'],
    ['not what has not been audited', ROLE, READER.account, 's3:GetObject', `${BUCKET}/landing/credit-default/in.csv`, secure, 'implicitDeny'],
    ['no list of a neighbour', ROLE, READER.account, 's3:ListBucket', BUCKET, { ...secure, 's3:prefix': 'curated/fraud/' }, 'implicitDeny'],
    ['no list of the whole lake', ROLE, READER.account, 's3:ListBucket', BUCKET, secure, 'implicitDeny'],
    ['another role of the account does not', 'mlops-credit-data-scientist', READER.account, 's3:GetObject', `${BUCKET}/curated/credit-default/in.csv`, secure, 'implicitDeny'],
    ['a role whose name begins alike does not', `${ROLE}-2`, READER.account, 's3:GetObject', `${BUCKET}/curated/credit-default/in.csv`, secure, 'implicitDeny'],
    ['a role of that name in another account does not', ROLE, '999999999999', 's3:GetObject', `${BUCKET}/curated/credit-default/in.csv`, secure, 'implicitDeny'],
    ['nobody writes', ROLE, READER.account, 's3:PutObject', `${BUCKET}/curated/credit-default/in.csv`, secure, 'implicitDeny'],
    ['nobody deletes', ROLE, READER.account, 's3:DeleteObject', `${BUCKET}/curated/credit-default/in.csv`, secure, 'implicitDeny'],
    ['nobody changes who may', ROLE, READER.account, 's3:PutBucketPolicy', BUCKET, secure, 'implicitDeny'],
  ])('in the bucket: %s', (_, role, account, action, resource, context, decision) => {
    expect(lakeDecides(bucket, { principal: sessionOf(role, account), action, resource, context })).toBe(decision);
  });

  test.each([
    ['the role decrypts what it reads from S3', ROLE, READER.account, 'kms:Decrypt', S3, 'allowed'],
    ['not by itself', ROLE, READER.account, 'kms:Decrypt', {}, 'implicitDeny'],
    ['not for another service', ROLE, READER.account, 'kms:Decrypt', via('secretsmanager.eu-west-1.amazonaws.com'), 'implicitDeny'],
    ['another role of the account does not', 'mlops-credit-data-scientist', READER.account, 'kms:Decrypt', S3, 'implicitDeny'],
    ['a role of that name in another account does not', ROLE, '999999999999', 'kms:Decrypt', S3, 'implicitDeny'],
    ['nobody encrypts', ROLE, READER.account, 'kms:GenerateDataKey', S3, 'implicitDeny'],
    ['nobody changes who may', ROLE, READER.account, 'kms:PutKeyPolicy', {}, 'implicitDeny'],
    ['nobody grants on', ROLE, READER.account, 'kms:CreateGrant', S3, 'implicitDeny'],
  ])('under the key: %s', (_, role, account, action, context, decision) => {
    expect(lakeDecides(key, { principal: sessionOf(role, account), action, resource: KEY, context })).toBe(decision);
  });
});

describe('a pattern of role names', () => {
  const { template } = synthesize((stack) => new LakeStorage(stack, 'Lake').publish('Credit', 'credit-default', [{ ...READER, roleNames: ['mlops-credit-*', 'analyst'] }]), ENV);
  const [key] = keyPolicies(template, /^LakeKey/, { 'AWS::Region': ENV.region });

  test.each([
    ['mlops-credit-anything', 'allowed'], ['analyst', 'allowed'], ['mlops-risk-anything', 'implicitDeny'], ['other-mlops-credit-anything', 'implicitDeny'], ['analyst2', 'implicitDeny'],
  ])('%s: %s', (role, decision) => {
    expect(lakeDecides(key, { principal: sessionOf(role), action: 'kms:Decrypt', resource: KEY, context: S3 })).toBe(decision);
  });
});

describe('an imported bucket and key', () => {
  const warningsOf = (construct: DatasetPublication) => construct.node.metadata.filter(({ type }) => type === ArtifactMetadataEntryType.WARN).map(({ data }) => String(data));
  const stack = new Stack();
  const imported = new DatasetPublication(stack, 'Credit', {
    bucket: Bucket.fromBucketName(stack, 'Bucket', 'lake'), encryptionKey: Key.fromKeyArn(stack, 'Key', KEY), prefix: 'curated/credit-default/', readers: [READER],
  });

  test('warn that their owners must add the statements', () => {
    expect(warningsOf(imported)).toEqual(['bucket', 'key'].map((owner) => expect.stringMatching(new RegExp(`^The ${owner} is imported.*Add the ${owner}Statements.*imported-${owner}`))));
  });

  test('leave the statements to be added', () => {
    expect(imported.bucketStatements.map(({ actions }) => actions)).toEqual([['s3:GetObject'], ['s3:ListBucket']]);
    expect(imported.keyStatements.map(({ actions }) => actions)).toEqual([['kms:Decrypt']]);
  });

  test('a bucket and a key of this app do not warn', () => {
    expect(warningsOf(new LakeStorage(new Stack(), 'Lake').publish('Credit', 'credit-default', [READER]))).toEqual([]);
  });
});

describe('props', () => {
  const publish = (props: Partial<DatasetPublicationProps>) => {
    const stack = new Stack();
    return new DatasetPublication(stack, 'Credit', { bucket: new Bucket(stack, 'Bucket'), encryptionKey: new Key(stack, 'Key'), prefix: 'curated/credit-default/', readers: [READER], ...props });
  };

  test('all that is wrong is said at once', () => {
    expect(() => publish({ prefix: 'curated', readers: [{ account: '1', roleNames: [] }] })).toThrow(/Credit: 3 problem\(s\)[^]*prefix[^]*readers\[0\]\.account[^]*readers\[0\]\.roleNames/);
  });

  test('tokens pass', () => {
    const later = Lazy.string({ produce: () => 'later/' });
    expect(publish({ prefix: later, readers: [{ account: later, roleNames: [later] }] }).uri).toContain('s3://');
  });

  test('the URI leads to the dataset', () => {
    const stack = new Stack();
    const bucket = Bucket.fromBucketName(stack, 'Bucket', 'lake');
    expect(new DatasetPublication(stack, 'Credit', { bucket, encryptionKey: new Key(stack, 'Key'), prefix: 'curated/credit-default/', readers: [] }).uri).toBe('s3://lake/curated/credit-default/');
  });
});
