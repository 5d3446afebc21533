import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogBucket, logAccess } from '../private/access-logs';
import { teamPrefix } from '../private/contract';
import { boundedName, NAME_LIMITS } from '../private/names';
import type { AccountPurpose } from '../topology/account-purpose';

/** Props of a data bucket. */
export interface MlDataBucketProps {
  /** The team that the data belongs to. */
  readonly team: string;
  /** What the account is for: part of the name, because other accounts must know it. */
  readonly purpose: AccountPurpose;
  /** The key of every object. */
  readonly encryptionKey: IKey;
  /**
   * What happens to the data when the stack goes.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * How long versions are kept that were overwritten or deleted.
   * @default Duration.days(90)
   */
  readonly noncurrentVersionExpiration?: Duration;
}

/**
 * The bucket of an account's machine learning data: `<use case>/<build id>/{code,input,ml-pipeline-outputs}`, versioned, under the account's key,
 * reached by TLS only. Its access logs lie in a bucket beside it.
 * @example
 * new MlDataBucket(this, 'Data', { team: 'credit', purpose: AccountPurpose.DEV, encryptionKey: key });
 */
export class MlDataBucket extends Construct {
  /**
   * The name of a team's bucket in an account, for policies of other accounts.
   * @param team the team
   * @param purpose what the account is for
   * @param account its 12-digit id
   * @param region the region
   */
  static bucketNameOf(team: string, purpose: AccountPurpose, account: string, region: string): string {
    return boundedName([teamPrefix(team), purpose, account, region], NAME_LIMITS.bucket);
  }

  /** The bucket. */
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: MlDataBucketProps) {
    super(scope, id);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: this.nameIn(props),
      encryption: BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: props.noncurrentVersionExpiration ?? Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy,
    });
    logAccess(this.bucket, accessLogBucket(this, 'AccessLogs', removalPolicy));
  }

  /** Without an environment the account is not known at synthesis: then CloudFormation names the bucket. */
  private nameIn({ team, purpose }: MlDataBucketProps): string | undefined {
    const { account, region } = Stack.of(this);
    return Token.isUnresolved(account) || Token.isUnresolved(region) ? undefined : MlDataBucket.bucketNameOf(team, purpose, account, region);
  }
}
