import type { IncomingMessage } from 'node:http';
import { copySource, s3Access, s3Request } from '../../src/gateway/s3-request';

const request = (line: string, headers: Record<string, string> = {}) => {
  const [method, url] = line.split(' ');
  return { method, url, headers: { host: '127.0.0.1:4566', ...headers } } as unknown as IncomingMessage;
};
const access = (line: string, headers: Record<string, string> = {}) => s3Access(s3Request(request(line, headers)), headers);

test('bucket and key are read from a path-style address, decoded', () => {
  expect(s3Request(request('GET /data/a%20b/c%2Bd.csv?versionId=1'))).toMatchObject({ bucket: 'data', key: 'a b/c+d.csv' });
  expect(s3Request(request('GET /'))).toMatchObject({ bucket: undefined, key: '' });
});

test('bucket and key are read from a virtual-hosted address', () => {
  expect(s3Request(request('GET /a/b', { host: 'data.s3.eu-west-1.amazonaws.com' }))).toMatchObject({ bucket: 'data', key: 'a/b' });
  expect(s3Request(request('GET /?prefix=a', { host: 'dotted.name.s3-eu-west-1.amazonaws.com' }))).toMatchObject({ bucket: 'dotted.name', key: '' });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
test.each([
  ['GET /b/k', 's3:GetObject'],
  ['HEAD /b/k', 's3:GetObject'],
  ['GET /b/k?versionId=1', 's3:GetObjectVersion'],
  ['GET /b/k?uploadId=1', 's3:ListMultipartUploadParts'],
  ['PUT /b/k', 's3:PutObject'],
  ['PUT /b/k?partNumber=1&uploadId=1', 's3:PutObject'],
  ['POST /b/k?uploads', 's3:PutObject'],
  ['POST /b/k?restore', 's3:RestoreObject'],
  ['DELETE /b/k', 's3:DeleteObject'],
  ['DELETE /b/k?versionId=1', 's3:DeleteObjectVersion'],
  ['DELETE /b/k?uploadId=1', 's3:AbortMultipartUpload'],
  ['GET /b/k?acl', 's3:GetObjectAcl'],
  ['GET /b/k?acl&versionId=1', 's3:GetObjectVersionAcl'],
  ['PUT /b/k?tagging', 's3:PutObjectTagging'],
  ['DELETE /b/k?tagging', 's3:DeleteObjectTagging'],
  ['PUT /b/k?legal-hold', 's3:PutObjectLegalHold'],
  ['GET /b', 's3:ListBucket'],
  ['HEAD /b', 's3:ListBucket'],
  ['GET /b?list-type=2', 's3:ListBucket'],
  ['GET /b?versions', 's3:ListBucketVersions'],
  ['GET /b?uploads', 's3:ListBucketMultipartUploads'],
  ['PUT /b', 's3:CreateBucket'],
  ['DELETE /b', 's3:DeleteBucket'],
  ['POST /b?delete', 's3:DeleteObject'],
  ['GET /b?policy', 's3:GetBucketPolicy'],
  ['PUT /b?policy', 's3:PutBucketPolicy'],
  ['DELETE /b?policy', 's3:DeleteBucketPolicy'],
  ['GET /b?encryption', 's3:GetEncryptionConfiguration'],
  ['DELETE /b?encryption', 's3:PutEncryptionConfiguration'],
  ['DELETE /b?tagging', 's3:PutBucketTagging'],
  ['DELETE /b?lifecycle', 's3:PutLifecycleConfiguration'],
])('%s takes the action %s', (line, action) => {
  expect(access(line).action).toBe(action);
});

test('what a listing is limited to is known to the policies that limit it', () => {
  expect(access('GET /b?list-type=2&prefix=team%2Fa%2F&delimiter=%2F&max-keys=10').context).toEqual({ 's3:prefix': 'team/a/', 's3:delimiter': '/', 's3:max-keys': '10' });
});

test('an empty prefix is a prefix, and none is none', () => {
  expect(access('GET /b?prefix=').context).toEqual({ 's3:prefix': '' });
  expect(access('GET /b').context).toEqual({});
});

test('how an object is to be encrypted is known to the policies that demand it', () => {
  expect(access('PUT /b/k', { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': 'arn:key' }).context)
    .toEqual({ 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:key' });
});

test.each([
  ['/data/a.csv', { bucket: 'data', key: 'a.csv' }],
  ['data/a%20b/c%2Bd.csv?versionId=v1', { bucket: 'data', key: 'a b/c+d.csv', versionId: 'v1' }],
  ['data/what%3FversionId=v1', { bucket: 'data', key: 'what?versionId=v1' }],
])('what is copied is read from %s', (source, expected) => {
  expect(copySource({ 'x-amz-copy-source': source })).toEqual(expected);
});

test.each([[undefined], ['data'], ['arn:aws:s3:eu-west-1:111111111111:accesspoint/point/object/a']])('no bucket\'s object is copied by %s', (source) => {
  expect(copySource({ 'x-amz-copy-source': source })).toBeUndefined();
});

test('an address that cannot be decoded is a mistake of who sent it', () => {
  expect(() => s3Request(request('GET /%'))).toThrow(expect.objectContaining({ code: 'InvalidURI', status: 400 }));
});
