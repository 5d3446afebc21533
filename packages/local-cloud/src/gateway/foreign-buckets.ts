import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GetBucketPolicyCommand, ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { Records } from '../services/records';
import { AwsError } from '../services/service';
import type { Authorizer } from './authorizer';
import type { Principal } from './principal';
import { s3Access, s3Request } from './s3-request';
import { hasSignatureOf, scopeOf } from './signature';

/**
 * Buckets of other accounts. The emulator does not know every condition that a bucket policy may have, so the gateway decides: the caller's policies and
 * the bucket's must both allow (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 */
export class ForeignBuckets {
  private readonly accounts: Records<{ readonly account: string }>;
  private owners = new Map<string, string>();

  /**
   * @param s3Of a client of the emulator's S3 in an account
   * @param secretOf the secret of a session; undefined for root keys, of which any secret will do
   * @param folder what it remembers over a restart
   */
  constructor(
    private readonly authorizer: Authorizer, private readonly s3Of: (account: string) => S3Client, private readonly secretOf: (accessKeyId: string) => string | undefined,
    private readonly partition: string, folder: string,
  ) {
    this.accounts = new Records(folder);
  }

  /** Somebody acted in an account: it may hold buckets. */
  seen(account: string): void {
    if (!this.accounts.has(account)) this.accounts.set(account, { account });
  }

  /**
   * The headers of an allowed request to another account's bucket, as the owner would send it; undefined when the bucket is the caller's own or nobody's.
   * @throws AwsError AccessDenied
   */
  async headersFor(principal: Principal, request: IncomingMessage): Promise<IncomingHttpHeaders | undefined> {
    const { bucket } = s3Request(request);
    // a link that was signed carries its key in its address
    if (!bucket || !request.headers.authorization) return undefined;
    const owner = await this.ownerOf(bucket);
    if (!owner || owner === principal.account) return undefined;
    return s3Access(s3Request(request), request.headers).action === 's3:CreateBucket' ? undefined : this.headersAs(principal, request, owner);
  }

  /** The headers of an allowed request as the bucket's owner would send it, whoever that is. @throws AwsError AccessDenied */
  async headersAs(principal: Principal, request: IncomingMessage, owner: string): Promise<IncomingHttpHeaders> {
    const { bucket = '', key, ...rest } = s3Request(request);
    const { action, context } = s3Access({ bucket, key, ...rest }, request.headers);
    this.demandSignature(request);
    await this.authorizer.demand(principal, { action, context, resource: this.arnOf({ bucket, key }), resourceAccount: owner, resourcePolicy: await this.policyOf(bucket, owner) }, { code: 'AccessDenied' });
    const { 'x-amz-security-token': _, authorization, ...headers } = request.headers;
    return { ...headers, authorization: authorization?.replace(/Credential=[^/]+/, `Credential=${owner}`) };
  }

  /** The emulator, which knows the secrets of sessions, will not see this one's signature. */
  private demandSignature({ method = 'GET', url = '/', headers }: IncomingMessage): void {
    const secret = this.secretOf(scopeOf(headers, url)?.accessKeyId ?? '');
    if (secret && !hasSignatureOf({ method, url, headers, body: Buffer.alloc(0) }, secret)) {
      throw new AwsError('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.', 403);
    }
  }

  arnOf({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
    return `arn:${this.partition}:s3:::${bucket}${key ? `/${key}` : ''}`;
  }

  /** Names may have come and gone. */
  forget(): void {
    this.owners.clear();
  }

  /** A request was answered: a bucket that came or went with it may be another's from now on. */
  answered(request: IncomingMessage): void {
    const { bucket, key, method } = s3Request(request);
    if (bucket && !key && (method === 'PUT' || method === 'DELETE')) this.owners.delete(bucket);
  }

  /** The account that a bucket is in; undefined when no account that acted here has it. */
  async ownerOf(bucket: string): Promise<string | undefined> {
    if (!this.owners.has(bucket)) this.owners = new Map((await Promise.all(this.accounts.values().map(({ account }) => this.bucketsOf(account)))).flat());
    return this.owners.get(bucket);
  }

  private async bucketsOf(account: string): Promise<[string, string][]> {
    const { Buckets = [] } = await this.s3Of(account).send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => [Name ?? '', account]);
  }

  async policyOf(Bucket: string, owner: string): Promise<string | undefined> {
    try {
      return (await this.s3Of(owner).send(new GetBucketPolicyCommand({ Bucket }))).Policy;
    } catch (error) {
      if ((error as Error).name === 'NoSuchBucketPolicy') return undefined;
      throw error;
    }
  }
}
