import { AccountPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Aws, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { roleArnPatterns } from '../private/role-arn-patterns';
import { ValidationError, type Problem } from '../private/validation-error';
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

  constructor(scope: Construct, id: string, props: DatasetPublicationProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, problemsOf(props));
    this.uri = `s3://${props.bucket.bucketName}/${props.prefix}`;
    for (const reader of props.readers) this.letIn(reader, props);
  }

  private letIn(reader: DatasetReader, { bucket, prefix, encryptionKey }: DatasetPublicationProps): void {
    const principals = [new AccountPrincipal(reader.account)];
    const roles = { ArnLike: { 'aws:PrincipalArn': roleArnPatterns(reader) } };
    const allow = (actions: string[], resources: string[], conditions: Record<string, unknown>) => new PolicyStatement({ effect: Effect.ALLOW, principals, actions, resources, conditions: { ...roles, ...conditions } });
    bucket.addToResourcePolicy(allow(['s3:GetObject'], [bucket.arnForObjects(`${prefix}*`)], {}));
    bucket.addToResourcePolicy(allow(['s3:ListBucket'], [bucket.bucketArn], { StringLike: { 's3:prefix': [`${prefix}*`] } }));
    encryptionKey.addToResourcePolicy(allow(['kms:Decrypt'], ['*'], { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } }));
  }
}

function problemsOf({ prefix, readers }: DatasetPublicationProps): Problem[] {
  const problems: Problem[] = [];
  if (!Token.isUnresolved(prefix) && !/^[^/].*\/$/.test(prefix)) {
    problems.push({ prop: 'prefix', value: prefix, rule: 'it starts without and ends with a slash, so that no neighbour whose name begins alike is published too', remedy: 'Write it like curated/credit-default/' });
  }
  readers.forEach(({ account, roleNames }, index) => {
    if (!Token.isUnresolved(account) && !/^\d{12}$/.test(account)) problems.push({ prop: `readers[${index}].account`, value: account, rule: 'an account has 12 digits', remedy: 'Quote the whole id' });
    if (roleNames.length === 0) problems.push({ prop: `readers[${index}].roleNames`, value: roleNames, rule: 'a reader is a role, not an account', remedy: 'Name the roles that read' });
  });
  return problems;
}
