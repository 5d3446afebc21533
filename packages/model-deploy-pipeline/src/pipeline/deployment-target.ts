import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { bucketArn, roleArn } from '../private/arns';
import { parameterName, teamPrefix } from '../private/contract';
import { targetRoleNames } from '../private/target-role-names';

/** Where approved models come from. */
export interface ModelStore {
  /** The 12-digit id of the account that holds registry, bucket and key. */
  readonly account: string;
  /** The bucket that keeps models under `models/`, and the pipeline's artifacts. */
  readonly bucketName: string;
}

/** Props of a deployment target. */
export interface DeploymentTargetProps {
  /** The team. */
  readonly team: string;
  /** Where approved models come from, and the pipelines that deploy them. */
  readonly modelStore: ModelStore;
  /** The account's key: endpoint storage is encrypted with it. */
  readonly encryptionKey: IKey;
  /**
   * The permissions boundary of the roles.
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * What an account must hold that models are deployed to: the roles of the pipeline, of CloudFormation, of the model and of the tests.
 * @example
 * new DeploymentTarget(this, 'Target', { team: 'credit', modelStore: { account: '111111111111', bucketName: 'models' }, encryptionKey: key });
 */
export class DeploymentTarget extends Construct {
  /** The role that deploy pipelines of the tooling account take. */
  readonly deploymentRole: Role;
  /** The role that CloudFormation takes. */
  readonly cloudFormationRole: Role;
  /** The role in which models run. */
  readonly modelRole: Role;
  /** The role that tests take. */
  readonly testRole: Role;

  constructor(scope: Construct, id: string, props: DeploymentTargetProps) {
    super(scope, id);
    const names = targetRoleNames(props.team);
    const from = (pattern: string) => new AccountPrincipal(props.modelStore.account).withConditions({ ArnLike: { 'aws:PrincipalArn': roleArn(props.modelStore.account, pattern) } });
    const role = (roleId: string, roleName: string, description: string, assumedBy: AccountPrincipal | ServicePrincipal | ReturnType<typeof from>) =>
      new Role(this, roleId, { roleName, description, assumedBy, permissionsBoundary: props.permissionsBoundary });
    this.modelRole = role('Model', names.model, 'Models and their containers', new ServicePrincipal('sagemaker.amazonaws.com'));
    this.cloudFormationRole = role('CloudFormation', names.cloudFormation, 'Creates endpoints', new ServicePrincipal('cloudformation.amazonaws.com'));
    this.deploymentRole = role('Deployment', names.deployment, 'Deploy pipelines of the tooling account', from(names.pipelines));
    this.testRole = role('Test', names.test, 'Tests of the tooling account', from(names.tests));
    this.letModelsRun(props);
    this.letCloudFormationCreate(props);
    this.letPipelinesDeploy(props);
    this.allow(this.testRole, 'Invoke', ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeEndpoint', 'sagemaker:DescribeEndpointConfig'], [sagemakerArn('endpoint/*'), sagemakerArn('endpoint-config/*')]);
  }

  private letModelsRun({ team, modelStore, encryptionKey }: DeploymentTargetProps): void {
    this.allow(this.modelRole, 'ReadModels', ['s3:GetObject'], [`${bucketArn(modelStore.bucketName)}/models/*`]);
    // the key's id is not known here; its own policy names this role, and only S3 may use it in the role's name
    this.allow(this.modelRole, 'KeyOfModels', ['kms:Decrypt'], [keysOf(modelStore.account)], viaS3);
    this.allow(this.modelRole, 'OwnKey', ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'], [encryptionKey.keyArn]);
    this.allow(this.modelRole, 'Logs', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/*`]);
    this.allow(this.modelRole, 'Metrics', ['cloudwatch:PutMetricData'], ['*'], { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', `${teamPrefix(team)}/*`] } });
    // these have no resource-level permission: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and …/list_amazonelasticcontainerregistry.html
    this.allow(this.modelRole, 'Network', ['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission',
      'ec2:DescribeNetworkInterfaces', 'ec2:DescribeVpcs', 'ec2:DescribeDhcpOptions', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ecr:GetAuthorizationToken'], ['*']);
    this.allow(this.modelRole, 'Images', ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      [`arn:${Aws.PARTITION}:ecr:${Aws.REGION}:*:repository/sagemaker-*`, `arn:${Aws.PARTITION}:ecr:${Aws.REGION}:${modelStore.account}:repository/${teamPrefix(team)}-*`]);
  }

  private letCloudFormationCreate({ team, modelStore, encryptionKey }: DeploymentTargetProps): void {
    const kinds = ['model/*', 'endpoint-config/*', 'endpoint/*'].map(sagemakerArn);
    const actions = ['Model', 'EndpointConfig', 'Endpoint'].flatMap((kind) => [`sagemaker:Create${kind}`, `sagemaker:Describe${kind}`, `sagemaker:Delete${kind}`]);
    this.allow(this.cloudFormationRole, 'Endpoints', [...actions, 'sagemaker:UpdateEndpoint', 'sagemaker:UpdateEndpointWeightsAndCapacities', 'sagemaker:AddTags', 'sagemaker:ListTags', 'sagemaker:DeleteTags'], kinds);
    this.allow(this.cloudFormationRole, 'ApprovedVersions', ['sagemaker:DescribeModelPackage', 'sagemaker:CreateModel'], [`arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${modelStore.account}:model-package/*`]);
    this.allow(this.cloudFormationRole, 'PassModelRole', ['iam:PassRole'], [this.modelRole.roleArn], { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } });
    this.allow(this.cloudFormationRole, 'Parameters', ['ssm:GetParameter', 'ssm:GetParameters'], [`arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${parameterName(team, '*')}`]);
    this.allow(this.cloudFormationRole, 'EndpointKey', ['kms:CreateGrant', 'kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'], [encryptionKey.keyArn]);
    // describing networks has no resource-level permission: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    this.allow(this.cloudFormationRole, 'Network', ['ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'], ['*']);
  }

  private letPipelinesDeploy({ team, modelStore }: DeploymentTargetProps): void {
    this.allow(this.deploymentRole, 'Stacks', [
      'cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents', 'cloudformation:DescribeStackResources',
      'cloudformation:GetTemplate', 'cloudformation:CreateChangeSet', 'cloudformation:DescribeChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:DeleteChangeSet',
    ], [`arn:${Aws.PARTITION}:cloudformation:${Aws.REGION}:${Aws.ACCOUNT_ID}:stack/${teamPrefix(team)}-*/*`]);
    this.allow(this.deploymentRole, 'PassToCloudFormation', ['iam:PassRole'], [this.cloudFormationRole.roleArn], { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
    this.allow(this.deploymentRole, 'Artifacts', ['s3:GetObject', 's3:GetObjectVersion'], [`${bucketArn(modelStore.bucketName)}/*`]);
    this.allow(this.deploymentRole, 'KeyOfArtifacts', ['kms:Decrypt'], [keysOf(modelStore.account)], viaS3);
    this.allow(this.deploymentRole, 'Parameters', ['ssm:GetParameters', 'ssm:GetParameter'], [`arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${parameterName(team, '*')}`]);
  }

  private allow(role: Role, sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    role.addToPolicy(new PolicyStatement({ sid, actions, resources, conditions }));
  }
}

const sagemakerArn = (resource: string) => `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
const keysOf = (account: string) => `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${account}:key/*`;
const viaS3 = { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } };
