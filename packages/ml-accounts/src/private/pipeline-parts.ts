// Copied from internal/src/pipeline-parts.ts by projen: change it there.
import { Aws } from 'aws-cdk-lib';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import type { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { type IManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { allow } from './statements';

/** AWS's curated image: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html */
export const BUILD_IMAGE = 'aws/codebuild/amazonlinux-x86_64-standard:5.0';

/** Where a pipeline keeps its artifacts, and the limit of its roles. */
export interface PipelineHome {
  readonly artifactBucket: IBucket;
  readonly encryptionKey: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** A role of a pipeline. */
export interface PipelineRole {
  readonly roleName: string;
  /** The AWS service that takes it. */
  readonly service: string;
  readonly description: string;
  /** The pipeline's artifacts that it reads, by name. */
  readonly reads?: string[];
  /** Those that it makes. Models lie in the same bucket: nobody here may put one. */
  readonly writes?: string[];
}

/** A role for one AWS service that may use some of the pipeline's artifacts. */
export function pipelineRole(scope: Construct, id: string, home: PipelineHome, { service, reads = [], writes = [], ...props }: PipelineRole): Role {
  const role = new Role(scope, id, { ...props, assumedBy: new ServicePrincipal(service), permissionsBoundary: home.permissionsBoundary });
  if (reads.length + writes.length === 0) return role;
  const { artifactBucket, encryptionKey } = home;
  const keysOf = (names: string[]) => names.map((name) => artifactBucket.arnForObjects(artifactKeys(name)));
  const wildcards = 'Keys of artifacts end in what CodePipeline draws by lot, and begin with the pipeline\'s name, which is a parameter of a project';
  if (reads.length > 0) allow(role, { sid: 'ReadArtifacts', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: keysOf(reads), wildcards });
  if (writes.length > 0) allow(role, { sid: 'WriteArtifacts', actions: ['s3:PutObject'], resources: keysOf(writes), wildcards });
  allow(role, { sid: 'ArtifactBucket', actions: ['s3:GetBucketVersioning', 's3:GetBucketLocation'], resources: [artifactBucket.bucketArn] });
  allow(role, { sid: 'ArtifactKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], resources: [encryptionKey.keyArn] });
  return role;
}

/** Keys of a pipeline's artifact: its name is cut after ten characters (https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html). */
export const artifactKeys = (name: string) => `*/${name.slice(0, 10)}/*`;

/** A build project of a pipeline, with its logs. */
export function buildProject(scope: Construct, id: string, home: PipelineHome, props: { name: string; role: Role; buildSpec: string; description: string; variables: Record<string, string> }): CfnProject {
  const logGroup = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/codebuild/${props.name}`;
  allow(props.role, {
    sid: 'Logs', actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup, `${logGroup}:*`],
    wildcards: 'CodeBuild names a log stream after each build',
  });
  const project = new CfnProject(scope, id, {
    name: props.name,
    description: props.description,
    serviceRole: props.role.roleArn,
    encryptionKey: home.encryptionKey.keyArn,
    timeoutInMinutes: 60,
    source: { type: 'CODEPIPELINE', buildSpec: props.buildSpec },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER', computeType: 'BUILD_GENERAL1_SMALL', image: BUILD_IMAGE, privilegedMode: false,
      environmentVariables: Object.entries(props.variables).map(([name, value]) => ({ name, value })),
    },
  });
  project.node.addDependency(props.role);
  return project;
}

/** Takes the newest commit of a branch. */
export function codeCommitAction(repositoryName: string, branchName: string, output: string): CfnPipeline.ActionDeclarationProperty {
  return {
    name: 'Source', actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1' }, namespace: 'SourceVariables',
    // a rule of EventBridge starts the pipeline: https://docs.aws.amazon.com/codepipeline/latest/userguide/update-change-detection.html
    configuration: { RepositoryName: repositoryName, BranchName: branchName, PollForSourceChanges: 'false' }, outputArtifacts: [{ name: output }],
  };
}

export function codeBuildAction(props: { name: string; category: 'Build' | 'Test'; projectName: string; input: string; output?: string }): CfnPipeline.ActionDeclarationProperty {
  return {
    name: props.name, actionTypeId: { category: props.category, owner: 'AWS', provider: 'CodeBuild', version: '1' }, configuration: { ProjectName: props.projectName },
    inputArtifacts: [{ name: props.input }], outputArtifacts: props.output ? [{ name: props.output }] : undefined,
  };
}

/** A rule that starts a pipeline, in a role that may do nothing else. */
export function startPipelineRule(scope: Construct, id: string, props: { role: Role; pipelineArn: string; description: string; eventPattern: object }): CfnRule {
  return new CfnRule(scope, id, { description: props.description, eventPattern: props.eventPattern, state: 'ENABLED', targets: [{ id: 'Pipeline', arn: props.pipelineArn, roleArn: props.role.roleArn }] });
}

/** The events of pushes to a branch (https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html). */
export function pushPattern(repositoryName: string, branchName: string): object {
  return {
    'source': ['aws.codecommit'], 'detail-type': ['CodeCommit Repository State Change'],
    'resources': [`arn:${Aws.PARTITION}:codecommit:${Aws.REGION}:${Aws.ACCOUNT_ID}:${repositoryName}`],
    'detail': { event: ['referenceCreated', 'referenceUpdated'], referenceType: ['branch'], referenceName: [branchName] },
  };
}

export const pipelineArn = (name: string) => `arn:${Aws.PARTITION}:codepipeline:${Aws.REGION}:${Aws.ACCOUNT_ID}:${name}`;
export const repositoryArn = (name: string) => `arn:${Aws.PARTITION}:codecommit:${Aws.REGION}:${Aws.ACCOUNT_ID}:${name}`;
export const projectArn = (name: string) => `arn:${Aws.PARTITION}:codebuild:${Aws.REGION}:${Aws.ACCOUNT_ID}:project/${name}`;
