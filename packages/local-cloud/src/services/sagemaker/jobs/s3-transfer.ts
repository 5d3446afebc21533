import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { filesBelow } from '../../../archive/zip';
import { AwsError } from '../../service';

/** Bucket and key of `s3://bucket/key`. @throws AwsError */
export function s3Location(uri: string): { Bucket: string; Key: string } {
  const [, Bucket, Key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  if (!Bucket) throw new AwsError('ValidationException', `${uri} is no S3 URI: s3://bucket/prefix`);
  return { Bucket, Key };
}

/** Every object below a prefix comes into a folder, as `S3DataType: S3Prefix` has it. @throws AwsError when there is none */
export async function download(s3: S3Client, uri: string, folder: string): Promise<void> {
  const { Bucket, Key } = s3Location(uri);
  const keys = await keysBelow(s3, Bucket, Key);
  if (keys.length === 0) throw new AwsError('ClientError', `Data download failed: NoSuchKey: no object under ${uri}`);
  const base = Key.endsWith('/') || keys.every((key) => key.startsWith(`${Key}/`)) ? Key.replace(/\/$/, '') : path.posix.dirname(Key);
  for (const key of keys) {
    const target = path.join(folder, base === '.' ? key : path.posix.relative(base, key));
    mkdirSync(path.dirname(target), { recursive: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    await pipeline(Body as Readable, createWriteStream(target));
  }
}

/** Every file of a folder goes below a prefix. */
export async function upload(s3: S3Client, folder: string, uri: string, kmsKeyId?: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of filesBelow(folder)) await put(s3, path.join(folder, name), `${uri.replace(/\/$/, '')}/${name.split(path.sep).join('/')}`, kmsKeyId);
}

export async function put(s3: S3Client, file: string, uri: string, kmsKeyId?: string): Promise<void> {
  const encryption = kmsKeyId ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyId } : {};
  await s3.send(new PutObjectCommand({ ...s3Location(uri), Body: readFileSync(file), ContentLength: statSync(file).size, ...encryption }));
}

async function keysBelow(s3: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key).filter((key) => !key.endsWith('/')));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return keys;
}
