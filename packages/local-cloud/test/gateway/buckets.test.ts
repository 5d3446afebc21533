import { CloudFormationClient, DeleteStackCommand, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand, DeleteBucketCommand, DeleteObjectCommand, GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutBucketPolicyCommand, PutObjectCommand, S3Client, UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { SessionCredentials } from '../../src/cloud';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, policy, role, type RunningCloud, runningCloud, stack, type Statement } from './running-cloud';

const HOME = '111111111111';
const OWNER = '222222222222';
const READER = `arn:aws:iam::${HOME}:role/reader`;
const OTHER = `arn:aws:iam::${HOME}:role/other`;

let running: RunningCloud;
let cloud: LocalCloud;
let reader: SessionCredentials;
let other: SessionCredentials;
let owner: S3Client;
const s3Of = (credentials: SessionCredentials) => new S3Client(cloud.clientOptions(credentials));

beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  owner = s3Of(cloud.credentialsOf(OWNER));
  const data = [{ Action: ['s3:*', 'kms:*'], Resource: '*' }];
  await Promise.all([role(cloud, HOME, 'reader', data), role(cloud, HOME, 'other', data), role(cloud, HOME, 'poor', [])]);
  [reader, other] = await Promise.all([READER, OTHER].map((arn) => assume(cloud, cloud.credentialsOf(HOME), arn)));
  await owner.send(new CreateBucketCommand({ Bucket: 'shared', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await s3Of(reader).send(new CreateBucketCommand({ Bucket: 'home', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await Promise.all(['team/a.csv', 'secret/b.csv'].map((Key) => owner.send(new PutObjectCommand({ Bucket: 'shared', Key, Body: Key }))));
  await owner.send(new PutBucketPolicyCommand({
    Bucket: 'shared', Policy: policy(
      { Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared/team/*', Principal: { AWS: `arn:aws:iam::${HOME}:root` }, Condition: { ArnLike: { 'aws:PrincipalArn': [READER, `arn:aws:iam::${HOME}:role/poor`] } } },
      { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shared', Principal: { AWS: READER }, Condition: { StringLike: { 's3:prefix': 'team/*' } } },
      { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::shared/*', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ),
  }));
}, 60_000);
afterAll(() => running.close());

const outcome = (asked: Promise<unknown>) => asked.then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);
const get = (who: SessionCredentials, Key: string, Bucket = 'shared') => outcome(s3Of(who).send(new GetObjectCommand({ Bucket, Key })));
const put = (who: SessionCredentials, Bucket: string, Key: string) => outcome(s3Of(who).send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));

test('an object of another account is read where the bucket policy allows it, with its content', async () => {
  const { Body } = await s3Of(reader).send(new GetObjectCommand({ Bucket: 'shared', Key: 'team/a.csv' }));
  expect(await Body?.transformToString()).toBe('team/a.csv');
});

test('another prefix, another action and another role are refused, by the name of what did not allow them', async () => {
  expect(await get(reader, 'secret/b.csv')).toMatch(/^AccessDenied: .*s3:GetObject.*resource-based policy/s);
  expect(await put(reader, 'shared', 'team/c.csv')).toMatch(/^AccessDenied: .*s3:PutObject/s);
  expect(await get(other, 'team/a.csv')).toMatch(/^AccessDenied: .*other/s);
});

test('the bucket\'s policy alone does not do: the caller\'s own must allow too', async () => {
  const poor = await assume(cloud, cloud.credentialsOf(HOME), `arn:aws:iam::${HOME}:role/poor`);
  expect(await get(poor, 'team/a.csv')).toMatch(/^AccessDenied: .*identity-based policy/s);
});

test('a listing is allowed for the prefix of the condition alone', async () => {
  const list = (Prefix?: string) => outcome(s3Of(reader).send(new ListObjectsV2Command({ Bucket: 'shared', Prefix })));
  expect(await list('team/')).toBe('allowed');
  expect(await list('secret/')).toMatch(/^AccessDenied: .*s3:ListBucket/s);
  expect(await list()).toMatch(/^AccessDenied/);
});

test('a wrong secret is noticed', async () => {
  expect(await get({ ...reader, secretAccessKey: 'wrong' }, 'team/a.csv')).toMatch(/^SignatureDoesNotMatch/);
});

describe('a bucket\'s name that changes hands', () => {
  const home = () => s3Of(cloud.credentialsOf(HOME));
  const configuration = { LocationConstraint: 'eu-west-1' } as const;

  test('is the new owner\'s', async () => {
    await owner.send(new CreateBucketCommand({ Bucket: 'handed-on', CreateBucketConfiguration: configuration }));
    expect(await put(cloud.credentialsOf(OWNER), 'handed-on', 'a')).toBe('allowed');
    await owner.send(new DeleteObjectCommand({ Bucket: 'handed-on', Key: 'a' }));
    await owner.send(new DeleteBucketCommand({ Bucket: 'handed-on' }));
    await home().send(new CreateBucketCommand({ Bucket: 'handed-on', CreateBucketConfiguration: configuration }));
    expect(await put(cloud.credentialsOf(HOME), 'handed-on', 'b')).toBe('allowed');
    await home().send(new DeleteObjectCommand({ Bucket: 'handed-on', Key: 'b' }));
    await home().send(new DeleteBucketCommand({ Bucket: 'handed-on' }));
  });

  test('is the new owner\'s when a stack took it away', async () => {
    await stack(cloud, OWNER, 'hands-on', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'of-a-stack' } } } });
    expect(await get(cloud.credentialsOf(OWNER), 'none', 'of-a-stack')).toMatch(/^NoSuchKey/);
    const client = new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(OWNER)));
    await client.send(new DeleteStackCommand({ StackName: 'hands-on' }));
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 }, { StackName: 'hands-on' });
    await stack(cloud, HOME, 'takes-over', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'of-a-stack' } } } });
    expect(await put(cloud.credentialsOf(HOME), 'of-a-stack', 'b')).toBe('allowed');
    await home().send(new DeleteObjectCommand({ Bucket: 'of-a-stack', Key: 'b' }));
    await home().send(new DeleteBucketCommand({ Bucket: 'of-a-stack' }));
  });
});

describe('a copy', () => {
  let writer: SessionCredentials;
  const copy = (who: SessionCredentials, CopySource: string, Bucket: string, Key: string) => outcome(s3Of(who).send(new CopyObjectCommand({ Bucket, Key, CopySource })));
  const read = async (who: SessionCredentials, Bucket: string, Key: string) => {
    const { Body, Metadata, ContentType } = await s3Of(who).send(new GetObjectCommand({ Bucket, Key }));
    return { text: await Body?.transformToString(), Metadata, ContentType };
  };

  beforeAll(async () => {
    await role(cloud, HOME, 'writer', [{ Action: 's3:PutObject', Resource: '*' }]);
    writer = await assume(cloud, cloud.credentialsOf(HOME), `arn:aws:iam::${HOME}:role/writer`);
    await owner.send(new CreateBucketCommand({ Bucket: 'drop', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await owner.send(new PutBucketPolicyCommand({ Bucket: 'drop', Policy: policy({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::drop/*', Principal: { AWS: READER } }) }));
    await owner.send(new PutObjectCommand({ Bucket: 'shared', Key: 'team/of a (kind)?.csv', Body: 'kept', Metadata: { kept: 'yes' }, ContentType: 'text/csv' }));
    await s3Of(reader).send(new PutObjectCommand({ Bucket: 'home', Key: 'own', Body: 'own' }));
  }, 40_000);

  test('from another account needs that bucket\'s policy, and brings content and metadata', async () => {
    expect(await copy(reader, `shared/${encodeURIComponent('team/of a (kind)?.csv')}`, 'home', 'copied')).toBe('allowed');
    expect(await read(reader, 'home', 'copied')).toEqual({ text: 'kept', Metadata: { kept: 'yes' }, ContentType: 'text/csv' });
    expect(await copy(reader, 'shared/secret/b.csv', 'home', 'secret')).toMatch(/^AccessDenied: .*s3:GetObject.*resource-based policy/s);
    expect(await copy(other, 'shared/team/a.csv', 'home', 'others')).toMatch(/^AccessDenied: .*s3:GetObject/s);
  });

  test('into another account needs that bucket\'s policy', async () => {
    expect(await copy(reader, 'home/own', 'drop', 'from-home')).toBe('allowed');
    expect(await read(cloud.credentialsOf(OWNER), 'drop', 'from-home')).toMatchObject({ text: 'own' });
    expect(await copy(other, 'home/own', 'drop', 'from-other')).toMatch(/^AccessDenied: .*s3:PutObject/s);
  });

  test('within another account needs the policies of both buckets', async () => {
    expect(await copy(reader, 'shared/team/a.csv', 'drop', 'a')).toBe('allowed');
    expect(await copy(reader, 'shared/secret/b.csv', 'drop', 'b')).toMatch(/^AccessDenied: .*s3:GetObject/s);
    expect(await copy(reader, 'shared/team/a.csv', 'shared', 'team/b.csv')).toMatch(/^AccessDenied: .*s3:PutObject/s);
  });

  test('of an own object needs leave to read it, not to write alone', async () => {
    expect(await copy(reader, 'home/own', 'home', 'again')).toBe('allowed');
    expect(await copy(writer, 'home/own', 'home', 'unread')).toMatch(/^AccessDenied: .*writer.*s3:GetObject/s);
  });

  test('of a part is asked for as one of the whole', async () => {
    const { UploadId } = await s3Of(reader).send(new CreateMultipartUploadCommand({ Bucket: 'home', Key: 'parts' }));
    const part = (CopySource: string) => outcome(s3Of(reader).send(new UploadPartCopyCommand({ Bucket: 'home', Key: 'parts', UploadId, PartNumber: 1, CopySource, CopySourceRange: 'bytes=0-1' })));
    expect(await part('shared/secret/b.csv')).toMatch(/^AccessDenied: .*s3:GetObject/s);
    expect(await part('shared/team/a.csv')).toBe('allowed');
  });

  test('of a part brings the range that was asked for', async () => {
    const at = { Bucket: 'home', Key: 'ranged', UploadId: (await s3Of(reader).send(new CreateMultipartUploadCommand({ Bucket: 'home', Key: 'ranged' }))).UploadId };
    expect(await outcome(s3Of(reader).send(new UploadPartCopyCommand({ ...at, PartNumber: 2, CopySource: 'shared/team/a.csv', CopySourceRange: 'bytes=500-700' })))).toMatch(/^InvalidRange/);
    const { CopyPartResult } = await s3Of(reader).send(new UploadPartCopyCommand({ ...at, PartNumber: 1, CopySource: 'shared/team/a.csv', CopySourceRange: 'bytes=5-7' }));
    await s3Of(reader).send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] } }));
    expect(await read(reader, 'home', 'ranged')).toMatchObject({ text: 'a.c' });
  });

  test('shows no bucket of duplicates among one\'s own', async () => {
    expect(await copy(reader, 'shared/team/a.csv', 'home', 'listed')).toBe('allowed');
    const { Buckets = [], Owner } = await s3Of(cloud.credentialsOf(HOME)).send(new ListBucketsCommand({}));
    expect({ names: Buckets.map(({ Name }) => Name), owner: Owner?.ID }).toEqual({ names: ['home'], owner: expect.anything() });
  });

  test('of what there is not says so', async () => {
    expect(await copy(reader, 'home/there-is-none', 'home', 'none')).toMatch(/^NoSuchKey/);
    expect(await copy(reader, 'nowhere/none.csv', 'home', 'none')).toMatch(/^NoSuchBucket/);
  });

  test('leaves no duplicate behind', async () => {
    expect(await copy(reader, 'shared/team/a.csv', 'home', 'once')).toBe('allowed');
    const home = s3Of(cloud.credentialsOf(HOME));
    const lies = () => home.send(new ListObjectsV2Command({ Bucket: `local-cloud-copies-${HOME}-eu-west-1` })).then(({ KeyCount }) => KeyCount);
    // it is removed once the caller has its answer
    for (let look = 0; look < 50 && (await lies()) !== 0; look++);
    expect(await lies()).toBe(0);
  });
});

describe('under a customer\'s key', () => {
  const keyPolicy = (...statements: readonly Statement[]) => policy({ Action: 'kms:*', Resource: '*', Principal: { AWS: `arn:aws:iam::${OWNER}:root` } }, ...statements);
  const grant = (...Action: string[]): Statement => ({ Action, Resource: '*', Principal: { AWS: READER } });
  let keyId: string;
  const setKeyPolicy = (Policy: string) => new KMSClient(cloud.clientOptions(cloud.credentialsOf(OWNER))).send(new PutKeyPolicyCommand({ KeyId: keyId, Policy }));

  beforeAll(async () => {
    const encryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } }] };
    const access = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::encrypted/*', Principal: { AWS: READER } }] };
    const outputs = await stack(cloud, OWNER, 'encrypted', {
      Resources: {
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: JSON.parse(keyPolicy()) } },
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'encrypted', BucketEncryption: encryption } },
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: access } },
      },
      Outputs: { Key: { Value: { Ref: 'Key' } } },
    });
    keyId = outputs.Key;
    await owner.send(new PutObjectCommand({ Bucket: 'encrypted', Key: 'a', Body: 'a' }));
  }, 40_000);

  test('reading takes Decrypt and writing GenerateDataKey, and the bucket\'s policy gives neither', async () => {
    await setKeyPolicy(keyPolicy(grant('kms:Decrypt')));
    expect(await get(reader, 'a', 'encrypted')).toBe('allowed');
    expect(await put(reader, 'encrypted', 'b')).toMatch(/^AccessDenied: .*kms:GenerateDataKey.*resource-based policy/s);
    await setKeyPolicy(keyPolicy(grant('kms:GenerateDataKey')));
    expect(await put(reader, 'encrypted', 'b')).toBe('allowed');
    expect(await get(reader, 'a', 'encrypted')).toMatch(/^AccessDenied: .*kms:Decrypt.*resource-based policy/s);
  });

  test('a grant by way of S3 counts for S3 in its own region', async () => {
    await setKeyPolicy(keyPolicy({ ...grant('kms:Decrypt'), Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } }));
    expect(await get(reader, 'a', 'encrypted')).toBe('allowed');
    await setKeyPolicy(keyPolicy({ ...grant('kms:Decrypt'), Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }));
    expect(await get(reader, 'a', 'encrypted')).toMatch(/^AccessDenied/);
  });

  test('copying takes Decrypt for the source', async () => {
    const copy = () => outcome(s3Of(reader).send(new CopyObjectCommand({ Bucket: 'home', Key: 'decrypted', CopySource: 'encrypted/a' })));
    await setKeyPolicy(keyPolicy(grant('kms:GenerateDataKey')));
    expect(await copy()).toMatch(/^AccessDenied: .*kms:Decrypt.*resource-based policy/s);
    await setKeyPolicy(keyPolicy(grant('kms:Decrypt')));
    expect(await copy()).toBe('allowed');
    expect(await (await s3Of(reader).send(new GetObjectCommand({ Bucket: 'home', Key: 'decrypted' }))).Body?.transformToString()).toBe('a');
  });

  test('an object that was written under a key into a bucket without one asks for that key', async () => {
    await setKeyPolicy(keyPolicy());
    await owner.send(new PutObjectCommand({ Bucket: 'shared', Key: 'team/k.csv', Body: 'k', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: `arn:aws:kms:eu-west-1:${OWNER}:key/${keyId}` }));
    expect(await get(reader, 'team/k.csv')).toMatch(/^AccessDenied: .*kms:Decrypt/s);
  });
});
