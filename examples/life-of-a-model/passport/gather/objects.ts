import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Person } from '../../people/person';
import type { StoredObject } from '../facts/origin';

/** What S3 says of an object, and the digest of what it returns. */
export async function storedObject(person: Person, uri: string): Promise<StoredObject> {
  const { ETag, VersionId, ServerSideEncryption, LastModified } = await person.use(S3Client).send(new HeadObjectCommand(placeOf(uri)));
  const { bytes, sha256 } = await digest(person, uri);
  return {
    account: person.account, uri, bytes, eTag: ETag?.replace(/"/g, ''), versionId: VersionId, encryption: ServerSideEncryption, modified: LastModified?.toISOString(), sha256,
  };
}

async function digest(person: Person, uri: string): Promise<{ bytes: number; sha256: string }> {
  const { Body } = await person.use(S3Client).send(new GetObjectCommand(placeOf(uri)));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of Body as Readable) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** `s3://bucket/a/key` */
export function placeOf(uri: string): { Bucket: string; Key: string } {
  const { hostname, pathname } = new URL(uri);
  return { Bucket: hostname, Key: decodeURIComponent(pathname.slice(1)) };
}
