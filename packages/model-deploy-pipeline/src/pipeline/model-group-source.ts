import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** Attributes of a model group. */
export interface ModelGroupAttributes {
  /** The group's ARN. */
  readonly modelGroupArn: string;
  /** The group's name. */
  readonly modelGroupName: string;
  /** The bucket that holds its models under `models/`. */
  readonly bucket: IBucket;
  /** The key of that bucket. */
  readonly encryptionKey: IKey;
}

/**
 * The model group whose approved versions are promoted.
 * @example
 * ModelGroupSource.fromAttributes({ modelGroupArn: 'arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/credit', modelGroupName: 'credit', bucket, encryptionKey: key });
 */
export class ModelGroupSource {
  /**
   * A group by its attributes.
   * @param attributes of the group
   */
  static fromAttributes(attributes: ModelGroupAttributes): ModelGroupSource {
    return new ModelGroupSource(attributes.modelGroupArn, attributes.modelGroupName, attributes.bucket, attributes.encryptionKey);
  }

  private constructor(
    /** The group's ARN. */
    readonly modelGroupArn: string,
    /** The group's name. */
    readonly modelGroupName: string,
    /** The bucket of its models. */
    readonly bucket: IBucket,
    /** The key of that bucket. */
    readonly encryptionKey: IKey,
  ) {}
}
