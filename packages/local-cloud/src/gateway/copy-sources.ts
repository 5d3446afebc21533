import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AwsError } from '../services/service';
import type { Authorizer } from './authorizer';
import type { ForeignBuckets } from './foreign-buckets';
import type { ObjectKeys } from './keys';
import type { Principal } from './principal';
import { copySource, type CopySource, s3Request } from './s3-request';

/** A copy that may be made. */
export interface AllowedCopy {
  /** Undefined when the request can go as it came. */
  readonly headers?: IncomingHttpHeaders;
  /** Once it was answered. */
  done(): Promise<void>;
}

const AS_IT_CAME: AllowedCopy = { done: async () => undefined };

const DUPLICATES = 'local-cloud-copies-';

/** A list of buckets without those that are the local cloud's own. */
export const withoutDuplicates = (listed: string) => listed.replace(/<Bucket>(?:(?!<\/Bucket>).)*<\/Bucket>/gs, (bucket) => (bucket.includes(`<Name>${DUPLICATES}`) ? '' : bucket));

function refuseRange(error: Error): never {
  throw error.name === 'InvalidRange' ? new AwsError('InvalidRange', error.message, 416) : error;
}

/**
 * Copies of objects (CopyObject, UploadPartCopy). Whoever copies reads the source: `s3:GetObject` by the caller's policies and the source bucket's, `kms:Decrypt` by
 * the policy of the key it lies under (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html). The emulator asks for its own idea of the first, and not for the second.
 */
export class CopySources {
  /** @param s3Of a client of the emulator's S3 in an account */
  constructor(
    private readonly authorizer: Authorizer, private readonly buckets: ForeignBuckets, private readonly keys: ObjectKeys, private readonly s3Of: (account: string, region: string) => S3Client,
  ) {}

  /** @throws AwsError AccessDenied, when the source may not be read or the copy not be written */
  async allow(principal: Principal, request: IncomingMessage, region: string): Promise<AllowedCopy> {
    const source = copySource(request.headers);
    const owner = source && (await this.buckets.ownerOf(source.bucket));
    if (!owner) return AS_IT_CAME;
    await this.authorizer.demand(principal, {
      action: source.versionId ? 's3:GetObjectVersion' : 's3:GetObject', resource: this.buckets.arnOf(source), resourceAccount: owner, resourcePolicy: await this.buckets.policyOf(source.bucket, owner),
    }, { code: 'AccessDenied' });
    const found = await this.head(source, owner, region);
    if (!found) return AS_IT_CAME;
    if (found.ServerSideEncryption === 'aws:kms') await this.keys.demandToCopy(principal, source, { region, account: owner }, found.SSEKMSKeyId);
    return this.across(principal, request, region, source, owner);
  }

  /** The emulator knows one caller of a copy: between accounts that is the destination's owner, and what it copies a duplicate that lies with it. */
  private async across(principal: Principal, request: IncomingMessage, region: string, source: CopySource, owner: string): Promise<AllowedCopy> {
    const destination = s3Request(request).bucket;
    const receiver = destination && (await this.buckets.ownerOf(destination));
    if (!receiver || receiver === owner || !request.headers.authorization) return AS_IT_CAME;
    const { 'x-amz-copy-source-range': range, ...headers } = await this.buckets.headersAs(principal, request, receiver);
    const duplicate = await this.duplicate(source, owner, receiver, region, range as string | undefined);
    const remove = () => this.s3Of(receiver, region).send(new DeleteObjectCommand(duplicate)).then(() => undefined);
    return { headers: { ...headers, 'x-amz-copy-source': `${duplicate.Bucket}/${duplicate.Key}` }, done: remove };
  }

  /** Undefined when there is no such object: the emulator says so in S3's words. */
  private async head({ bucket: Bucket, key: Key, versionId: VersionId }: CopySource, owner: string, region: string): Promise<HeadObjectCommandOutput | undefined> {
    try {
      return await this.s3Of(owner, region).send(new HeadObjectCommand({ Bucket, Key, VersionId }));
    } catch (error) {
      if ([400, 404, 405].includes((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0)) return undefined;
      throw error;
    }
  }

  /** @param Range of the source, when only a part is copied */
  private async duplicate({ bucket, key, versionId: VersionId }: CopySource, owner: string, receiver: string, region: string, Range?: string): Promise<{ Bucket: string; Key: string }> {
    const place = { Bucket: `${DUPLICATES}${receiver}-${region}`, Key: randomUUID() };
    const { Body, ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata } = await this.s3Of(owner, region).send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId, Range })).catch(refuseRange);
    const s3 = this.s3Of(receiver, region);
    const configuration = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
    await s3.send(new CreateBucketCommand({ Bucket: place.Bucket, ...configuration })).catch((error: Error) => {
      if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
    });
    await s3.send(new PutObjectCommand({ ...place, Body: await Body?.transformToByteArray(), ContentType, ContentEncoding, ContentDisposition, ContentLanguage, CacheControl, Metadata }));
    return place;
  }
}
