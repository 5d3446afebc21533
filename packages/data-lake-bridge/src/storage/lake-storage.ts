import { RemovalPolicy } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogBucket, logAccess } from '../private/access-logs';
import { ValidationError } from '../private/validation-error';
import { DatasetPublication } from '../publication/dataset-publication';
import type { DatasetReader } from '../publication/dataset-reader';

/** Props of the lake's storage. */
export interface LakeStorageProps {
  /**
   * A bucket that holds the lake already. Where it is imported its owner adds the statements of each publication.
   * @default - a new one, versioned, under the key, reached by TLS only
   */
  readonly bucket?: IBucket;
  /**
   * The key of the lake's objects.
   * @default - that of the given bucket; for a new bucket a new one that rotates
   */
  readonly encryptionKey?: IKey;
  /**
   * What happens to the data when the stack goes.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Where the data lake keeps its data: `landing/`, `audited/`, `curated/`.
 * @example
 * const lake = new LakeStorage(this, 'Lake');
 * lake.publish('Credit', 'credit-default', [{ account: '444444444444', roleNames: ['mlops-credit-pipeline-execution'] }]);
 */
export class LakeStorage extends Construct {
  /** The bucket. */
  readonly bucket: IBucket;
  /** The key of its objects. */
  readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: LakeStorageProps = {}) {
    super(scope, id);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.encryptionKey = props.encryptionKey ?? this.keyOf(props.bucket) ?? new Key(this, 'Key', { enableKeyRotation: true, removalPolicy });
    this.bucket = props.bucket ?? this.createBucket(removalPolicy);
  }

  /**
   * Publishes a curated dataset to roles of other accounts.
   * @param id the construct's id
   * @param dataset the dataset's name: its data lie under `curated/<dataset>/`
   * @param readers who reads it
   */
  publish(id: string, dataset: string, readers: DatasetReader[]): DatasetPublication {
    return new DatasetPublication(this, id, { bucket: this.bucket, encryptionKey: this.encryptionKey, prefix: `curated/${dataset}/`, readers });
  }

  /** A new key would not be the one that the objects of a given bucket are under. */
  private keyOf(bucket?: IBucket): IKey | undefined {
    if (bucket && !bucket.encryptionKey) {
      throw new ValidationError(this, [{ prop: 'encryptionKey', value: 'undefined', rule: 'the given bucket does not tell its key, without which readers cannot decrypt', remedy: 'Give the key that its objects are encrypted with' }]);
    }
    return bucket?.encryptionKey;
  }

  private createBucket(removalPolicy: RemovalPolicy): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS, encryptionKey: this.encryptionKey, bucketKeyEnabled: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED, enforceSSL: true, versioned: true, removalPolicy,
    });
    logAccess(bucket, accessLogBucket(this, 'AccessLogs', removalPolicy));
    return bucket;
  }
}
