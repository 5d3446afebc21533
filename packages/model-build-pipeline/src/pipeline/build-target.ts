import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketArn, roleArn } from '../private/arns';
import { buildTargetProblems } from '../private/build-problems';
import { buildRoleNames } from '../private/build-role-names';
import { parameterName, teamPrefix } from '../private/contract';
import { type Allowed, allow } from '../private/statements';
import { ValidationError } from '../private/validation-error';

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
    ValidationError.throwIfAny(this, buildTargetProblems(props));
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
    allow(this.deployerRole, {
      sid: 'Pipelines', resources: [sagemakerArn('pipeline/*')], wildcards: 'Repositories name their SageMaker pipelines; the account is the team\'s own',
      actions: [
        'sagemaker:CreatePipeline', 'sagemaker:UpdatePipeline', 'sagemaker:DescribePipeline', 'sagemaker:StartPipelineExecution', 'sagemaker:DescribePipelineExecution', 'sagemaker:ListPipelineExecutionSteps',
        'sagemaker:AddTags',
      ],
    });
    allow(this.deployerRole, { sid: 'PassExecutionRole', actions: ['iam:PassRole'], resources: [this.executionRole.roleArn], conditions: toSageMaker });
    allow(this.deployerRole, {
      sid: 'NetworkParameters', actions: ['ssm:GetParameter', 'ssm:GetParameters'], resources: [`arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${parameterName(team, 'network', '*')}`],
      wildcards: 'The ids of the team\'s network, all of which a job needs',
    });
    allow(this.deployerRole, { sid: 'CodeOfBuilds', actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [dataBucket.arnForObjects('*/code/*')], wildcards: 'Use case and build id stand before, file names after' });
    allow(this.deployerRole, { sid: 'KeyOfCode', actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [encryptionKey.keyArn] });
  }

  private letRun({ team, toolingAccount }: BuildTargetProps): void {
    const images = (account: string, repository: string) => `arn:${Aws.PARTITION}:ecr:${Aws.REGION}:${account}:repository/${repository}`;
    const run = (allowed: Allowed) => allow(this.executionRole, allowed);
    run({
      sid: 'Jobs', resources: [sagemakerArn('processing-job/*'), sagemakerArn('training-job/*')], wildcards: 'SageMaker pipelines name jobs after their executions',
      actions: [
        'sagemaker:CreateProcessingJob', 'sagemaker:DescribeProcessingJob', 'sagemaker:StopProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob', 'sagemaker:AddTags',
      ],
    });
    this.executionRole.addToPolicy(new PolicyStatement({
      sid: 'NeverOutsideTheNetwork', effect: Effect.DENY, actions: ['sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob'], resources: ['*'],
      // a job without a network of ours has AWS's, which has the internet: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
      conditions: { Null: { 'sagemaker:VpcSubnets': 'true' } },
    }));
    run({ sid: 'PassItself', actions: ['iam:PassRole'], resources: [this.executionRole.roleArn], conditions: toSageMaker });
    run({
      sid: 'Logs', actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/*`], wildcards: 'SageMaker has one log group for each kind of job, and one stream for each job',
    });
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html, …/list_amazonelasticcontainerregistry.html, …/list_amazoncloudwatch.html
    const unlimited = 'Network interfaces of jobs, the token of the image registry and metrics have no resource-level permission that could be named here';
    run({
      sid: 'Network', resources: ['*'], wildcards: unlimited,
      actions: [
        'ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeVpcs',
        'ec2:DescribeDhcpOptions', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ecr:GetAuthorizationToken',
      ],
    });
    run({ sid: 'Metrics', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', `${teamPrefix(team)}/*`] } }, wildcards: unlimited });
    run({
      sid: 'Images', actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [images('*', 'sagemaker-*'), images(toolingAccount, `${teamPrefix(team)}-*`)], wildcards: 'AWS\'s own images lie in accounts that differ by region; the team\'s are named after their steps',
    });
  }

  private letUseData({ dataBucket, encryptionKey, datasets, modelStore }: BuildTargetProps): void {
    allow(this.executionRole, {
      sid: 'OwnData', actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], resources: [dataBucket.arnForObjects('*')], wildcards: 'Code, input and intermediate results of every use case and build',
    });
    allow(this.executionRole, { sid: 'OwnBucket', actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [dataBucket.bucketArn] });
    allow(this.executionRole, { sid: 'OwnKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], resources: [encryptionKey.keyArn] });
    allow(this.executionRole, { sid: 'KeyOfVolumes', actions: ['kms:CreateGrant'], resources: [encryptionKey.keyArn], conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } });
    for (const dataset of datasets) this.letReachForeign(dataset, ['s3:GetObject'], ['kms:Decrypt']);
    this.letReachForeign(modelStore, ['s3:GetObject', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  private letReachForeign({ bucketName, account, prefix }: ForeignBucket, actions: string[], keyActions: string[]): void {
    const bucket = bucketArn(bucketName);
    allow(this.executionRole, { actions, resources: [`${bucket}/${prefix}*`], wildcards: 'The files of the one folder that jobs are given' });
    allow(this.executionRole, { actions: ['s3:ListBucket'], resources: [bucket], conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } });
    allow(this.executionRole, {
      actions: keyActions, resources: [`arn:${Aws.PARTITION}:kms:${Aws.REGION}:${account}:key/*`], conditions: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
      wildcards: 'The key\'s id is not known here: its own policy names this role, and only S3 may use it in the role\'s name',
    });
  }

  /** Versions are registered in the tooling account, only to wait for approval. */
  private letRegister({ toolingAccount }: BuildTargetProps): void {
    const wildcards = 'Groups come with projects: the policy of each names this role';
    const there = (resource: string) => [`arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${toolingAccount}:${resource}`];
    allow(this.executionRole, {
      sid: 'Register', actions: ['sagemaker:CreateModelPackage'], resources: there('model-package/*'), conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' } }, wildcards,
    });
    allow(this.executionRole, { sid: 'FindGroup', actions: ['sagemaker:DescribeModelPackageGroup'], resources: there('model-package-group/*'), wildcards });
    this.executionRole.addToPolicy(new PolicyStatement({
      sid: 'NeverApprove', effect: Effect.DENY, actions: ['sagemaker:CreateModelPackage', 'sagemaker:UpdateModelPackage'], resources: ['*'],
      conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Approved' } },
    }));
  }
}

const sagemakerArn = (resource: string) => `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
const toSageMaker = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } };
