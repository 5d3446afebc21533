import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { roleArn } from '../private/arns';
import { buildRoleNames } from '../private/build-role-names';

/** Props of a reference to a build target. */
export interface BuildTargetReferenceProps {
  /** The team. */
  readonly team: string;
  /** The 12-digit id of the account that trains. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The name of its data bucket. */
  readonly dataBucketName: string;
}

/**
 * What other accounts know of the account that trains: its roles and its bucket, by name.
 * @example
 * const dev = new BuildTargetReference({ team: 'credit', account: '444444444444', region: 'eu-west-1', dataBucketName: 'mlops-credit-dev' });
 */
export class BuildTargetReference {
  /** The 12-digit id of the account. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The name of its data bucket. */
  readonly dataBucketName: string;
  /** The role that creates and starts SageMaker pipelines. */
  readonly deployerRoleArn: string;
  /** The role in which pipelines and their jobs run. */
  readonly executionRoleArn: string;
  /** The name of that role. */
  readonly executionRoleName: string;

  constructor(props: BuildTargetReferenceProps) {
    const names = buildRoleNames(props.team);
    this.account = props.account;
    this.region = props.region;
    this.dataBucketName = props.dataBucketName;
    this.deployerRoleArn = roleArn(props.account, names.deployer);
    this.executionRoleArn = roleArn(props.account, names.execution);
    this.executionRoleName = names.execution;
  }

  /**
   * Lets jobs write models, and read what they wrote, in a bucket of the account that keeps them. Only this side: BuildTarget holds the other.
   * @param bucket the bucket that keeps models under `models/`
   * @param key its key
   */
  grantWriteModels(bucket: IBucket, key: IKey): void {
    const who = { principals: [new AccountPrincipal(this.account)] };
    const condition = { ArnLike: { 'aws:PrincipalArn': [this.executionRoleArn] } };
    bucket.addToResourcePolicy(new PolicyStatement({ ...who, sid: `WriteModels${this.account}`, actions: ['s3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects('models/*')], conditions: condition }));
    bucket.addToResourcePolicy(new PolicyStatement({
      ...who, sid: `ListModels${this.account}`, actions: ['s3:ListBucket'], resources: [bucket.bucketArn], conditions: { ...condition, StringLike: { 's3:prefix': ['models/*'] } },
    }));
    key.addToResourcePolicy(new PolicyStatement({
      ...who, sid: `WriteModels${this.account}`, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'],
      conditions: { ...condition, StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
    }));
  }
}
