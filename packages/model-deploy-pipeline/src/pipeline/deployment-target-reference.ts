import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { roleArn } from '../private/arns';
import { artifactKeys } from '../private/pipeline-parts';
import { RELEASE } from '../private/release';
import { targetRoleNames } from '../private/target-role-names';

/** Props of a reference to a deployment target. */
export interface DeploymentTargetReferenceProps {
  /** The team. */
  readonly team: string;
  /** The 12-digit id of the target account. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
}

/**
 * What other accounts know of an account that serves models: its roles, by name.
 * @example
 * const prod = new DeploymentTargetReference({ team: 'credit', account: '666666666666', region: 'eu-west-1' });
 */
export class DeploymentTargetReference {
  /** The 12-digit id of the account. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The role that the pipeline takes there. */
  readonly deploymentRoleArn: string;
  /** The role that CloudFormation takes there. */
  readonly cloudFormationRoleArn: string;
  /** The role that tests take there, where there are tests. */
  readonly testRoleArn: string;
  /** The name of the role in which models run. */
  readonly modelRoleName: string;
  /** The name of the role that CloudFormation takes there. */
  readonly cloudFormationRoleName: string;
  private readonly modelRoleArn: string;

  constructor(props: DeploymentTargetReferenceProps) {
    const names = targetRoleNames(props.team);
    this.account = props.account;
    this.region = props.region;
    this.deploymentRoleArn = roleArn(props.account, names.deployment);
    this.cloudFormationRoleArn = roleArn(props.account, names.cloudFormation);
    this.testRoleArn = roleArn(props.account, names.test);
    this.modelRoleArn = roleArn(props.account, names.model);
    this.modelRoleName = names.model;
    this.cloudFormationRoleName = names.cloudFormation;
  }

  /**
   * Lets the target read models, and its deployments read releases. Only this side: DeploymentTarget holds the other.
   * @param bucket the bucket that keeps models under `models/`, and the pipeline's artifacts
   * @param key its key
   */
  grantRead(bucket: IBucket, key: IKey): void {
    const principals = [new AccountPrincipal(this.account)];
    const roles = (...arns: string[]) => ({ ArnLike: { 'aws:PrincipalArn': arns } });
    bucket.addToResourcePolicy(new PolicyStatement({ sid: `ReadModels${this.account}`, principals, actions: ['s3:GetObject'], resources: [bucket.arnForObjects('models/*')], conditions: roles(this.modelRoleArn) }));
    bucket.addToResourcePolicy(new PolicyStatement({ sid: `ReadReleases${this.account}`, principals, actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [bucket.arnForObjects(artifactKeys(RELEASE))], conditions: roles(this.deploymentRoleArn) }));
    key.addToResourcePolicy(new PolicyStatement({
      sid: `Read${this.account}`, principals, actions: ['kms:Decrypt'], resources: ['*'],
      conditions: { ...roles(this.modelRoleArn, this.deploymentRoleArn), StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
    }));
  }
}
