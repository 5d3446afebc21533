import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, type IManagedPolicy, type IPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { bucketArn, roleArn } from '../private/arns';
import { parameterName, teamPrefix } from '../private/contract';
import { deploymentTargetProblems } from '../private/deploy-problems';
import { artifactKeys } from '../private/pipeline-parts';
import { RELEASE } from '../private/release';
import { type Allowed, allow } from '../private/statements';
import { targetRoleNames } from '../private/target-role-names';
import { ValidationError } from '../private/validation-error';

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
  /**
   * Whether test suites of the pipelines call endpoints here. Without them the account has no role that lets anybody of tooling call one.
   * @default true
   */
  readonly tests?: boolean;
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
  /** The role that tests take; undefined where there are none. */
  readonly testRole?: Role;

  constructor(scope: Construct, id: string, props: DeploymentTargetProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, deploymentTargetProblems(props));
    const names = targetRoleNames(props.team);
    const from = (pattern: string) => new AccountPrincipal(props.modelStore.account).withConditions({ ArnLike: { 'aws:PrincipalArn': roleArn(props.modelStore.account, pattern) } });
    const role = (roleId: string, roleName: string, description: string, assumedBy: IPrincipal) => new Role(this, roleId, { roleName, description, assumedBy, permissionsBoundary: props.permissionsBoundary });
    this.modelRole = role('Model', names.model, 'Models and their containers', new ServicePrincipal('sagemaker.amazonaws.com'));
    this.cloudFormationRole = role('CloudFormation', names.cloudFormation, 'Creates endpoints', new ServicePrincipal('cloudformation.amazonaws.com'));
    this.deploymentRole = role('Deployment', names.deployment, 'Deploy pipelines of the tooling account', from(names.pipelines));
    this.letModelsRun(props);
    this.letCloudFormationCreate(props);
    this.letPipelinesDeploy(props);
    if (props.tests ?? true) this.testRole = this.letInvoke(role('Test', names.test, 'Tests of the tooling account', from(names.tests)));
  }

  private letModelsRun({ team, modelStore, encryptionKey }: DeploymentTargetProps): void {
    const image = (account: string, repository: string) => `arn:${Aws.PARTITION}:ecr:${Aws.REGION}:${account}:repository/${repository}`;
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html, …/list_amazonelasticcontainerregistry.html, …/list_amazoncloudwatch.html
    const unlimited = 'Network interfaces of containers, the token of the image registry and metrics have no resource-level permission that could be named here';
    allow(this.modelRole, { sid: 'ReadModels', actions: ['s3:GetObject'], resources: [`${bucketArn(modelStore.bucketName)}/models/*`], wildcards: 'Models lie under their use case and build id; their groups are known to projects only' });
    allow(this.modelRole, { sid: 'KeyOfModels', actions: ['kms:Decrypt'], resources: [keysOf(modelStore.account)], conditions: viaS3, wildcards: FOREIGN_KEY });
    allow(this.modelRole, { sid: 'OwnKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [encryptionKey.keyArn] });
    allow(this.modelRole, { sid: 'KeyOfStorage', actions: ['kms:CreateGrant'], resources: [encryptionKey.keyArn], conditions: forAws });
    allow(this.modelRole, {
      sid: 'Logs', actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/sagemaker/*`], wildcards: 'SageMaker has one log group for each endpoint, and one stream for each instance',
    });
    allow(this.modelRole, { sid: 'Metrics', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', `${teamPrefix(team)}/*`] } }, wildcards: unlimited });
    allow(this.modelRole, {
      sid: 'Network', resources: ['*'], wildcards: unlimited,
      actions: [
        'ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DeleteNetworkInterfacePermission', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeVpcs',
        'ec2:DescribeDhcpOptions', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ecr:GetAuthorizationToken',
      ],
    });
    allow(this.modelRole, {
      sid: 'Images', actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [image('*', 'sagemaker-*'), image(modelStore.account, `${teamPrefix(team)}-*`)], wildcards: 'AWS\'s own images lie in accounts that differ by region; the team\'s are named after their steps',
    });
  }

  private letCloudFormationCreate({ team, modelStore, encryptionKey }: DeploymentTargetProps): void {
    const create = (allowed: Allowed) => allow(this.cloudFormationRole, allowed);
    const actions = ['Model', 'EndpointConfig', 'Endpoint'].flatMap((kind) => [`sagemaker:Create${kind}`, `sagemaker:Describe${kind}`, `sagemaker:Delete${kind}`]);
    create({
      sid: 'Endpoints', actions: [...actions, 'sagemaker:UpdateEndpoint', 'sagemaker:UpdateEndpointWeightsAndCapacities', 'sagemaker:AddTags', 'sagemaker:ListTags', 'sagemaker:DeleteTags'],
      resources: ['model/*', 'endpoint-config/*', 'endpoint/*'].map(sagemakerArn), wildcards: 'Endpoints are named after projects, models and configurations by CloudFormation; the account is the team\'s own',
    });
    create({
      sid: 'ApprovedVersions', actions: ['sagemaker:DescribeModelPackage', 'sagemaker:CreateModel'], resources: [`arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${modelStore.account}:model-package/*`],
      wildcards: 'Groups come with projects: the policy of each names this role',
    });
    this.cloudFormationRole.addToPolicy(new PolicyStatement({
      sid: 'NeverOutsideTheNetwork', effect: Effect.DENY, actions: ['sagemaker:CreateModel'], resources: ['*'], conditions: { Null: { 'sagemaker:VpcSubnets': 'true' } },
    }));
    create({ sid: 'PassModelRole', actions: ['iam:PassRole'], resources: [this.modelRole.roleArn], conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } });
    create({ sid: 'Parameters', actions: ['ssm:GetParameter', 'ssm:GetParameters'], resources: [parametersOf(team)], wildcards: PARAMETERS });
    create({ sid: 'EndpointKey', actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'], resources: [encryptionKey.keyArn] });
    create({ sid: 'KeyOfStorage', actions: ['kms:CreateGrant'], resources: [encryptionKey.keyArn], conditions: forAws });
    create({
      sid: 'Network', actions: ['ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'], resources: ['*'],
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
      wildcards: 'Describing networks has no resource-level permission',
    });
  }

  private letPipelinesDeploy({ team, modelStore }: DeploymentTargetProps): void {
    const deploy = (allowed: Allowed) => allow(this.deploymentRole, allowed);
    deploy({
      sid: 'Stacks', resources: [`arn:${Aws.PARTITION}:cloudformation:${Aws.REGION}:${Aws.ACCOUNT_ID}:stack/${teamPrefix(team)}-*/*`], wildcards: 'Stacks are named after the team and its projects; CloudFormation ends their ids',
      actions: [
        'cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents', 'cloudformation:DescribeStackResources',
        'cloudformation:GetTemplate', 'cloudformation:CreateChangeSet', 'cloudformation:DescribeChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:DeleteChangeSet',
      ],
    });
    deploy({ sid: 'PassToCloudFormation', actions: ['iam:PassRole'], resources: [this.cloudFormationRole.roleArn], conditions: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } } });
    deploy({
      sid: 'Releases', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [`${bucketArn(modelStore.bucketName)}/${artifactKeys(RELEASE)}`],
      wildcards: 'Keys of artifacts begin with the pipeline\'s name and end in what CodePipeline draws by lot',
    });
    deploy({ sid: 'KeyOfReleases', actions: ['kms:Decrypt'], resources: [keysOf(modelStore.account)], conditions: viaS3, wildcards: FOREIGN_KEY });
    deploy({ sid: 'Parameters', actions: ['ssm:GetParameters', 'ssm:GetParameter'], resources: [parametersOf(team)], wildcards: PARAMETERS });
  }

  private letInvoke(testRole: Role): Role {
    allow(testRole, {
      sid: 'Invoke', actions: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeEndpoint', 'sagemaker:DescribeEndpointConfig'], resources: [sagemakerArn('endpoint/*'), sagemakerArn('endpoint-config/*')],
      wildcards: 'Endpoints are named after projects; the account is the team\'s own',
    });
    return testRole;
  }
}

const FOREIGN_KEY = 'The key\'s id is not known here: its own policy names this role, and only S3 may use it in the role\'s name';
const PARAMETERS = 'The parameters of one team, by which templates find network and key';
const sagemakerArn = (resource: string) => `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
const keysOf = (account: string) => `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${account}:key/*`;
const parametersOf = (team: string) => `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${parameterName(team, '*')}`;
const viaS3 = { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } };
/** https://docs.aws.amazon.com/sagemaker/latest/dg/key-management.html */
const forAws = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
