import type { IncomingMessage } from 'node:http';
import { GetKeyPolicyCommand, type KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Authorizer } from './authorizer';
import type { Principal } from './principal';
import { s3Access, s3Request } from './s3-request';

/** Which of a key's actions come with an action of S3; the others touch no content. */
const KEY_ACTIONS: Readonly<Record<string, string>> = { 's3:GetObject': 'kms:Decrypt', 's3:GetObjectVersion': 'kms:Decrypt', 's3:PutObject': 'kms:GenerateDataKey' };

/** A bucket's default encryption under a customer's key. */
export interface BucketKey {
  readonly account: string;
  readonly region: string;
  readonly keyArn: string;
}

interface KeyClients {
  kms(account: string, region: string): KMSClient;
  s3(account: string, region: string): S3Client;
}

/**
 * Whoever reads or writes an object under a customer's key also needs the key
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html): `kms:Decrypt` to read, `kms:GenerateDataKey` to write.
 * The emulator does not ask; the gateway does.
 */
export class ObjectKeys {
  private readonly buckets = new Map<string, BucketKey>();

  constructor(private readonly authorizer: Authorizer, private readonly clients: KeyClients) {}

  /** A bucket got a default key. */
  remember(bucket: string, key: BucketKey): void {
    this.buckets.set(bucket, key);
  }

  clear(): void {
    this.buckets.clear();
  }

  /** @throws AwsError AccessDenied when the principal may not use the object's key */
  async demand(principal: Principal, request: IncomingMessage, region: string): Promise<void> {
    const s3 = s3Request(request);
    const { bucket, key } = s3;
    const known = bucket ? this.buckets.get(bucket) : undefined;
    if (!known || !key || !bucket) return;
    const action = KEY_ACTIONS[s3Access(s3, request.headers).action];
    if (!action || request.method === 'HEAD') return;
    const writes = action === 'kms:GenerateDataKey';
    const keyArn = writes ? String(request.headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? known.keyArn) : await this.keyOf(known, bucket, key);
    if (!keyArn.startsWith('arn:')) return;
    await this.demandKey(principal, action, keyArn, { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${bucket}/${key}` });
  }

  /** Asks a key's policy. @throws AwsError AccessDenied */
  async demandKey(principal: Principal, action: string, keyArn: string, context: Record<string, string>): Promise<void> {
    const [, , , region, account] = keyArn.split(':');
    const kms = this.clients.kms(account, region);
    const KeyId = keyArn.split('/').pop();
    const [{ Policy }, { Aliases = [] }] = await Promise.all([
      kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })), kms.send(new ListAliasesCommand({ KeyId })),
    ]);
    await this.authorizer.demand(principal, {
      action, resource: keyArn, resourcePolicy: Policy,
      context: { 'kms:CallerAccount': principal.account, 'kms:ResourceAliases': Aliases.map(({ AliasName }) => AliasName ?? ''), ...context },
    }, { resourcePolicyIsRequired: 'key', code: 'AccessDenied' });
  }

  /** The key an object was written under; the bucket's default where the emulator does not say. */
  private async keyOf(known: BucketKey, Bucket: string, Key: string): Promise<string> {
    try {
      const head = await this.clients.s3(known.account, known.region).send(new HeadObjectCommand({ Bucket, Key }));
      return head.SSEKMSKeyId ?? (head.ServerSideEncryption === 'aws:kms' ? known.keyArn : '');
    } catch (error) {
      // an object that is not there needs no key: S3 itself answers
      if ((error as Error).name === 'NotFound') return '';
      throw error;
    }
  }
}
