import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { AwsError } from '../services/service';

/** A request to S3, as far as its address says. */
export interface S3Request {
  readonly method: string;
  readonly bucket?: string;
  /** Empty for a request to the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

/** An action with the condition values that come with a request of it. */
export interface S3Access {
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Reads path-style and virtual-hosted addresses. */
export function s3Request(request: IncomingMessage): S3Request {
  const { pathname, hostname, searchParams } = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const virtual = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  const path = decoded(pathname.slice(1));
  const [first, ...rest] = path.split('/');
  const place = virtual ? { bucket: virtual, key: path } : { bucket: first || undefined, key: rest.join('/') };
  return { method: request.method ?? 'GET', ...place, query: searchParams };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', 'Couldn\'t parse the specified URI.');
  }
}

/** What a request copies from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** Reads `x-amz-copy-source`; undefined when the request copies nothing, or from an access point. A question mark of the key itself is encoded. */
export function copySource(headers: IncomingHttpHeaders): CopySource | undefined {
  const given = headers['x-amz-copy-source'];
  if (typeof given !== 'string') return undefined;
  const [path, query = ''] = given.split('?');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decodeURIComponent(path)) ?? [];
  if (!bucket || bucket.startsWith('arn:')) return undefined;
  return { bucket, key, versionId: new URLSearchParams(query).get('versionId') ?? undefined };
}

/** Sub-resources of objects and buckets with actions of their own: what an action is called after `Get`, `Put` and `Delete`. */
const OBJECT_PARTS: Readonly<Record<string, string>> = { 'acl': 'ObjectAcl', 'tagging': 'ObjectTagging', 'retention': 'ObjectRetention', 'legal-hold': 'ObjectLegalHold', 'attributes': 'ObjectAttributes' };
/** Those of which a version has an action of its own: `GetObjectVersionAcl`. */
const VERSION_PARTS = ['ObjectAcl', 'ObjectTagging', 'ObjectAttributes'];
const BUCKET_PARTS: Readonly<Record<string, string>> = {
  acl: 'BucketAcl', tagging: 'BucketTagging', policy: 'BucketPolicy', encryption: 'EncryptionConfiguration', versioning: 'BucketVersioning', lifecycle: 'LifecycleConfiguration', cors: 'BucketCORS',
  location: 'BucketLocation', logging: 'BucketLogging', notification: 'BucketNotification', website: 'BucketWebsite', publicAccessBlock: 'BucketPublicAccessBlock', ownershipControls: 'BucketOwnershipControls',
};

/** Those whose deletion is an action of its own; whoever may put another may delete it. */
const DELETED_PARTS = ['BucketPolicy', 'BucketWebsite'];

/** The action that a request takes (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html). */
export function s3Access(request: S3Request, headers: IncomingMessage['headers']): S3Access {
  const context: Record<string, string> = {};
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = request.query.get(name);
    if (value !== null) context[`s3:${name}`] = value;
  }
  for (const name of ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-acl', 'x-amz-content-sha256']) {
    const value = headers[name];
    if (value !== undefined) context[`s3:${name}`] = String(value);
  }
  return { action: `s3:${request.key ? objectAction(request) : bucketAction(request)}`, context };
}

function objectAction({ method, query }: S3Request): string {
  const part = Object.entries(OBJECT_PARTS).find(([name]) => query.has(name))?.[1];
  if (part) return `${verbOf(method)}${query.has('versionId') && VERSION_PARTS.includes(part) ? part.replace('Object', 'ObjectVersion') : part}`;
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : query.has('versionId') ? 'DeleteObjectVersion' : 'DeleteObject';
  if (method === 'PUT' || method === 'POST') return query.has('restore') ? 'RestoreObject' : 'PutObject';
  if (query.has('uploadId')) return 'ListMultipartUploadParts';
  return query.has('versionId') ? 'GetObjectVersion' : 'GetObject';
}

function bucketAction({ method, query }: S3Request): string {
  const part = Object.entries(BUCKET_PARTS).find(([name]) => query.has(name))?.[1];
  if (part) return `${method === 'DELETE' && !DELETED_PARTS.includes(part) ? 'Put' : verbOf(method)}${part}`;
  if (method === 'PUT') return 'CreateBucket';
  if (method === 'DELETE') return 'DeleteBucket';
  if (method === 'POST' && query.has('delete')) return 'DeleteObject';
  if (query.has('uploads')) return 'ListBucketMultipartUploads';
  return query.has('versions') ? 'ListBucketVersions' : 'ListBucket';
}

/** Nothing is called `PutObjectAttributes` and the like: what S3 lacks no policy allows. */
const verbOf = (method: string) => (method === 'PUT' || method === 'POST' ? 'Put' : method === 'DELETE' ? 'Delete' : 'Get');
