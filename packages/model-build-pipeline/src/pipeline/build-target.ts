import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketArn, roleArn } from '../private/arns';
import { buildRoleNames } from '../private/build-role-names';
import { parameterName, teamPrefix } from '../private/contract';

/** A bucket of another account that jobs read or write. */
export interface ForeignBucket {
  /** Its name. */
  readonly bucketName: string;
  /** The 12-digit id of the account that holds it and its key. */
  readonly account: string;
  /** What may be touched: a prefix that ends in `/`. */
  readonly prefix: string;
}

/** Props of a build target. */
export interface BuildTargetProps {
  /** The team. */
  readonly team: string;
  /** The 12-digit id of the account whose builds create pipelines here. */
  readonly toolingAccount: string;
  /** The account's data bucket: code, input and intermediate results of builds. */
  readonly dataBucket: IBucket;
  /** The key of that bucket. */
  readonly encryptionKey: IKey;
  /** Datasets of the lake that jobs read. */
  readonly datasets: ForeignBucket[];
  /** Where jobs put models: a bucket of the account that keeps them. */
  readonly modelStore: ForeignBucket;
  /**
   * The permissions boundary of the roles.
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * What the account that trains must hold: the role that builds take to create SageMaker pipelines, and the role in which pipelines and jobs run.
 * @example
 * new BuildTarget(this, 'Builds', { team: 'credit', toolingAccount: '111111111111', dataBucket, encryptionKey: key, datasets: [], modelStore });
 */
export class BuildTarget extends Construct {
  /** The role that builds of the tooling account take. */
  readonly deployerRole: Role;
  /** The role of pipelines and jobs. */
  readonly executionRole: Role;

  constructor(scope: Construct, id: string, props: BuildTargetProps) {
    super(scope, id);
    const names = buildRoleNames(props.team);
    this.executionRole = new Role(this, 'Execution', {
      roleName: names.execution, description: 'SageMaker pipelines and their jobs', assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'), permissionsBoundary: props.permissionsBoundary,
    });
    this.deployerRole = new Role(this, 'Deployer', {
      roleName: names.deployer, description: 'Builds of the tooling account create and start SageMaker pipelines', permissionsBoundary: props.permissionsBoundary,
      assumedBy: new AccountPrincipal(props.toolingAccount).withConditions({ ArnLike: { 'aws:PrincipalArn': roleArn(props.toolingAccount, names.builds) } }),
    });
    this.letDeploy(props);
    this.letRun(props);
    this.letUseData(props);
    this.letRegister(props);
  }

  private letDeploy({ team, dataBucket, encryptionKey }: BuildTargetProps): void {
    const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) => this.deployerRole.addToPolicy(new PolicyStatement({ sid, actions, resources, conditions }));
    allow('Pipelines', [
      'sagemaker:CreatePipeline', 'sagemaker:UpdatePipeline', 'sagemaker:DescribePipeline', 'sagemaker:StartPipelineExecution', 'sagemaker:DescribePipelineExecution', 'sagemaker:ListPipelineExecutionSteps',
      'sagemaker:AddTags',
    ], [`arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:pipeline/*`]);
    allow('PassExecutionRole', ['iam:PassRole'], [this.executionRole.roleArn], { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } });
    allow('NetworkParameters', ['ssm:GetParameter', 'ssm:GetParameters'], [`arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${parameterName(team, 'network', '*')}`]);
    allow('CodeOfBuilds', ['s3:PutObject', 's3:AbortMultipartUpload'], [dataBucket.arnForObjects('*/code/*')]);
    allow('KeyOfCode', ['kms:GenerateDataKey', 'kms:Decrypt'], [encryptionKey.keyArn]);
  }

  private letRun({ team }: BuildTargetProps): void {
    const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) => this.executionRole.addToPolicy(new PolicyStatement({ sid, actions, resources, conditions }));
    const job = (kind: string) => `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:${kind}/*`;
    allow('Jobs', [
      'sagemaker:CreateProcessingJob', 'sagemaker:DescribeProcessingJob', 'sagemaker:StopProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob',
      'sagemaker:AddTags',
    ], [job('processing-job'), job('training-job')]);
    allow('PassItself', ['iam:PassRole'], [this.executionRole.roleArn], { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } });
    allow('Logs', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/*`]);
    // these have no resource-level permission: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html, …/list_amazonelasticcontainerregistry.html, …/list_amazoncloudwatch.html
    allow('Network', ['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeVpcs',
      'ec2:DescribeDhcpOptions', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ecr:GetAuthorizationToken'], ['*']);
    allow('Metrics', ['cloudwatch:PutMetricData'], ['*'], { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', `${teamPrefix(team)}/*`] } });
    allow('Images', ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'], [`arn:${Aws.PARTITION}:ecr:${Aws.REGION}:*:repository/sagemaker-*`, `arn:${Aws.PARTITION}:ecr:${Aws.REGION}:*:repository/${teamPrefix(team)}-*`]);
  }

  private letUseData({ dataBucket, encryptionKey, datasets, modelStore }: BuildTargetProps): void {
    dataBucket.grantReadWrite(this.executionRole);
    encryptionKey.grantEncryptDecrypt(this.executionRole);
    for (const dataset of datasets) this.letReachForeign(dataset, ['s3:GetObject'], ['kms:Decrypt']);
    this.letReachForeign(modelStore, ['s3:GetObject', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  private letReachForeign({ bucketName, account, prefix }: ForeignBucket, actions: string[], keyActions: string[]): void {
    const bucket = bucketArn(bucketName);
    this.executionRole.addToPolicy(new PolicyStatement({ actions, resources: [`${bucket}/${prefix}*`] }));
    this.executionRole.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket], conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } }));
    this.executionRole.addToPolicy(new PolicyStatement({
      actions: keyActions,
      // the key's id is not known here; its own policy names this role, and only S3 may use it in the role's name
      resources: [`arn:${Aws.PARTITION}:kms:${Aws.REGION}:${account}:key/*`],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
    }));
  }

  /** Versions are registered in the tooling account, only to wait for approval. */
  private letRegister({ toolingAccount }: BuildTargetProps): void {
    const versions = `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${toolingAccount}:model-package/*`;
    const groups = `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${toolingAccount}:model-package-group/*`;
    this.executionRole.addToPolicy(new PolicyStatement({
      sid: 'Register', actions: ['sagemaker:CreateModelPackage'], resources: [versions], conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } },
    }));
    this.executionRole.addToPolicy(new PolicyStatement({ sid: 'FindGroup', actions: ['sagemaker:DescribeModelPackageGroup'], resources: [groups] }));
    this.executionRole.addToPolicy(new PolicyStatement({
      sid: 'NeverApprove', effect: Effect.DENY, actions: ['sagemaker:CreateModelPackage', 'sagemaker:UpdateModelPackage'], resources: ['*'],
      conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Approved' } },
    }));
  }
}
