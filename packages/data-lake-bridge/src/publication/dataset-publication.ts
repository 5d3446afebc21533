import { Annotations, Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { publicationProblems } from '../private/publication-problems';
import { roleArnPatterns } from '../private/role-arn-patterns';
import { ValidationError } from '../private/validation-error';
import type { DatasetReader } from './dataset-reader';

/** Props of a published dataset. */
export interface DatasetPublicationProps {
  /** The bucket that the dataset lies in. */
  readonly bucket: IBucket;
  /** The key that its objects are encrypted with. */
  readonly encryptionKey: IKey;
  /** Where it lies: a prefix that ends in `/`. */
  readonly prefix: string;
  /** Who reads it from other accounts. Both sides must allow it: their roles need the rights too. */
  readonly readers: DatasetReader[];
}

/**
 * A dataset of the lake that named roles of other accounts read, and nothing else of the lake
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html).
 * @example
 * new DatasetPublication(this, 'Credit', { bucket, encryptionKey: key, prefix: 'curated/credit-default/', readers: [{ account: '444444444444', roleNames: ['mlops-credit-pipeline-execution'] }] });
 */
export class DatasetPublication extends Construct {
  /** `s3://bucket/prefix/` */
  readonly uri: string;
  /** What the bucket's policy must hold: it is added where the bucket is of this app; where it is imported its owner adds it. */
  readonly bucketStatements: PolicyStatement[];
  /** What the key's policy must hold: it is added where the key is of this app; where it is imported its owner adds it. */
  readonly keyStatements: PolicyStatement[];

  constructor(scope: Construct, id: string, props: DatasetPublicationProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, publicationProblems(props));
    const { bucket, encryptionKey, prefix, readers } = props;
    this.uri = `s3://${bucket.bucketName}/${prefix}`;
    this.bucketStatements = readers.flatMap((reader) => readObjects(reader, bucket, prefix));
    this.keyStatements = readers.map((reader) => decryptObjects(reader));
    this.add('bucket', this.bucketStatements.map((statement) => bucket.addToResourcePolicy(statement)));
    this.add('key', this.keyStatements.map((statement) => encryptionKey.addToResourcePolicy(statement)));
  }

  /** The CDK says nothing when a policy is not its own: then nobody could read, and nobody would know why. */
  private add(owner: 'bucket' | 'key', results: { readonly statementAdded: boolean }[]): void {
    if (results.every(({ statementAdded }) => statementAdded)) return;
    Annotations.of(this).addWarningV2(
      `@mlops-foundation/data-lake-bridge:imported-${owner}`,
      `The ${owner} is imported, so its policy cannot be changed here and readers are refused. Add the ${owner}Statements of this construct to it where it is made.`,
    );
  }
}

function readObjects(reader: DatasetReader, bucket: IBucket, prefix: string): PolicyStatement[] {
  return [
    allow(reader, ['s3:GetObject'], [bucket.arnForObjects(`${prefix}*`)]),
    allow(reader, ['s3:ListBucket'], [bucket.bucketArn], { StringLike: { 's3:prefix': [`${prefix}*`] } }),
  ];
}

/** Under the key there are no prefixes: with a bucket key the encryption context is the bucket. So the key serves S3 only, and the bucket's policy says which objects. */
function decryptObjects(reader: DatasetReader): PolicyStatement {
  return allow(reader, ['kms:Decrypt'], ['*'], { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } });
}

/** The account is named and its roles are a condition, because a policy that names a role does not outlive the role's deletion. */
function allow(reader: DatasetReader, actions: string[], resources: string[], conditions: Record<string, unknown> = {}): PolicyStatement {
  return new PolicyStatement({ principals: [new AccountPrincipal(reader.account)], actions, resources, conditions: { ArnLike: { 'aws:PrincipalArn': roleArnPatterns(reader) }, ...conditions } });
}
