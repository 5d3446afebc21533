import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { DescribeKeyCommand, GetKeyPolicyCommand, type KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { Records } from '../services/records';
import type { Authorizer } from './authorizer';
import type { Principal } from './principal';
import { type CopySource, s3Access, type S3Request, s3Request } from './s3-request';

const ALGORITHM = 'x-amz-server-side-encryption';
const KEY = `${ALGORITHM}-aws-kms-key-id`;
const READS = ['s3:GetObject', 's3:GetObjectVersion'];

/** A bucket's default encryption under a customer's key. */
export interface BucketKey {
  readonly account: string;
  readonly region: string;
  readonly keyArn: string;
}

/**
 * Whoever reads or writes an object under a customer's key also needs the key
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html): `kms:Decrypt` to read, `kms:GenerateDataKey` to write.
 * The emulator does not ask; the gateway does.
 */
export class ObjectKeys {
  private readonly buckets: Records<BucketKey>;

  /** @param folder what it remembers over a restart */
  constructor(private readonly authorizer: Authorizer, private readonly kmsOf: (account: string, region: string) => KMSClient, private readonly partition: string, folder: string) {
    this.buckets = new Records(folder);
  }

  /** A bucket got a default key. */
  remember(bucket: string, key: BucketKey): void {
    this.buckets.set(bucket, key);
  }

  /** Before an object is written. @throws AwsError AccessDenied when the principal may not use the key it is written under */
  async demandToWrite(principal: Principal, request: IncomingMessage, region: string): Promise<void> {
    const s3 = s3Request(request);
    if (!s3.bucket || s3Access(s3, request.headers).action !== 's3:PutObject') return;
    const given = request.headers[ALGORITHM];
    if (given && given !== 'aws:kms') return;
    const key = request.headers[KEY] ?? this.buckets.get(s3.bucket)?.keyArn;
    if (key) await this.demandKey(principal, 'kms:GenerateDataKey', this.arnOf(String(key), principal.account, region), this.contextOf(s3, region));
  }

  /** Once an object was found, before it is handed out: its headers say under which key it lies. @throws AwsError AccessDenied */
  async demandToRead(principal: Principal, request: IncomingMessage, region: string, found: IncomingHttpHeaders): Promise<void> {
    const s3 = s3Request(request);
    if (!s3.bucket || request.method !== 'GET' || found[ALGORITHM] !== 'aws:kms' || !READS.includes(s3Access(s3, request.headers).action)) return;
    const key = found[KEY] ?? this.buckets.get(s3.bucket)?.keyArn;
    if (key) await this.demandKey(principal, 'kms:Decrypt', this.arnOf(String(key), principal.account, region), this.contextOf(s3, region));
  }

  /** Before an object is copied, which lies under a key. @throws AwsError AccessDenied */
  async demandToCopy(principal: Principal, { bucket, key }: CopySource, { account, region }: { readonly account: string; readonly region: string }, keyId: string | undefined): Promise<void> {
    const under = keyId ?? this.buckets.get(bucket)?.keyArn;
    if (under) await this.demandKey(principal, 'kms:Decrypt', this.arnOf(under, account, region), this.contextOf({ bucket, key }, region));
  }

  /** Asks a key's policy. @throws AwsError AccessDenied */
  async demandKey(principal: Principal, action: string, keyArn: string, context: Record<string, string>): Promise<void> {
    const [, , , region, account, name] = keyArn.split(':');
    // AWS's own keys are open to whoever may use their service
    if (name.startsWith('alias/aws/')) return;
    const kms = this.kmsOf(account, region);
    const KeyId = name.startsWith('alias/') ? (await kms.send(new DescribeKeyCommand({ KeyId: name }))).KeyMetadata?.KeyId : name.replace(/^key\//, '');
    const [{ Policy }, { Aliases = [] }] = await Promise.all([
      kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })), kms.send(new ListAliasesCommand({ KeyId })),
    ]);
    await this.authorizer.demand(principal, {
      action, resource: `arn:${this.partition}:kms:${region}:${account}:key/${KeyId}`, resourcePolicy: Policy,
      context: { 'kms:CallerAccount': principal.account, 'kms:ResourceAliases': Aliases.map(({ AliasName }) => AliasName ?? ''), ...context },
    }, { resourcePolicyIsRequired: 'key', code: 'AccessDenied' });
  }

  /** A key may be named by its id or an alias: then it is the caller's own. */
  private arnOf(key: string, account: string, region: string): string {
    if (key.startsWith('arn:')) return key;
    return `arn:${this.partition}:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`;
  }

  private contextOf({ bucket, key }: Pick<S3Request, 'bucket' | 'key'>, region: string): Record<string, string> {
    return { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': `arn:${this.partition}:s3:::${bucket}/${key}` };
  }
}
