import { Stack } from 'aws-cdk-lib';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { IManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketArn } from '../private/arns';
import { buildPipelineProblems } from '../private/build-problems';
import { parameterName } from '../private/contract';
import { contractBuildSpec } from '../private/contract-build-spec';
import { buildProject, codeBuildAction, codeCommitAction, pipelineArn, pipelineRole, projectArn, pushPattern, repositoryArn, startPipelineRule } from '../private/pipeline-parts';
import { regionProblem } from '../private/problems';
import { allow } from '../private/statements';
import { ValidationError } from '../private/validation-error';
import type { ModelGroup } from '../registry/model-group';
import type { BuildSource } from '../source/build-source';
import type { BuildTargetReference } from './build-target-reference';

/** The checker of the repository contract, as a zip in S3 that Python runs. */
export interface RepositoryContract {
  /** The bucket that holds it. */
  readonly bucketName: string;
  /** Its key there. */
  readonly objectKey: string;
}

/** Props of a build pipeline. */
export interface ModelBuildPipelineProps {
  /** The team. */
  readonly team: string;
  /** The pipeline's name, at most 100 characters. */
  readonly pipelineName: string;
  /** What the project's roles are named after: `mlops-<team>-<project>`, at most 49 characters. The account that trains trusts no build whose role is named otherwise. */
  readonly rolePrefix: string;
  /** The use case: the first part of the keys of its data. */
  readonly useCase: string;
  /** Where the code comes from. */
  readonly source: BuildSource;
  /** The account that trains. */
  readonly target: BuildTargetReference;
  /** Where versions are registered. */
  readonly modelGroup: ModelGroup;
  /** Where the pipeline keeps its artifacts, and models lie under `models/`. */
  readonly artifactBucket: IBucket;
  /** The key of that bucket. */
  readonly encryptionKey: IKey;
  /** What checks the repository's structure. It runs from the pipeline's definition, never from the repository. */
  readonly contract: RepositoryContract;
  /** The dataset that the use case trains on: `s3://bucket/prefix/`. */
  readonly inputDataUri: string;
  /**
   * The permissions boundary of the pipeline's roles.
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

const SOURCE = 'SourceOutput';

/**
 * From a push to a training: the repository's structure is checked, its unit tests run, the SageMaker pipeline is created and started in the account that trains.
 * The pipeline does not wait for the training; the version that comes of it waits in the model group.
 * @example
 * new ModelBuildPipeline(this, 'Build', { team: 'credit', pipelineName: 'credit-build', rolePrefix: 'mlops-credit-default', useCase: 'credit', source, target, modelGroup, artifactBucket: bucket, encryptionKey: key, contract, inputDataUri: 's3://lake/curated/credit/' });
 */
export class ModelBuildPipeline extends Construct {
  /** The pipeline's name. */
  readonly pipelineName: string;
  /** The pipeline's ARN. */
  readonly pipelineArn: string;

  constructor(scope: Construct, id: string, props: ModelBuildPipelineProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, [...buildPipelineProblems(props), regionProblem('target.region', props.target.region, Stack.of(this).region)]);
    this.pipelineName = props.pipelineName;
    this.pipelineArn = pipelineArn(props.pipelineName);
    const contractProject = this.createContractCheck(props);
    const buildName = this.createBuild(props);
    const role = this.createPipelineRole(props, [contractProject, buildName]);
    const pipeline = new CfnPipeline(this, 'Pipeline', {
      name: props.pipelineName,
      pipelineType: 'V2',
      roleArn: role.roleArn,
      artifactStore: { type: 'S3', location: props.artifactBucket.bucketName, encryptionKey: { type: 'KMS', id: props.encryptionKey.keyArn } },
      stages: [
        { name: 'Source', actions: [codeCommitAction(props.source.repositoryName, props.source.branchName, SOURCE)] },
        { name: 'Contract', actions: [codeBuildAction({ name: 'Contract', category: 'Test', projectName: contractProject, input: SOURCE })] },
        { name: 'Build', actions: [codeBuildAction({ name: 'Build', category: 'Build', projectName: buildName, input: SOURCE })] },
      ],
    });
    pipeline.node.addDependency(role);
    this.startOnPush(props);
  }

  private createContractCheck(props: ModelBuildPipelineProps): string {
    const name = `${props.pipelineName}-contract`;
    const role = pipelineRole(this, 'ContractRole', props, { roleName: `${props.rolePrefix}-contract`, service: 'codebuild.amazonaws.com', reads: [SOURCE], description: 'Checks the structure of a repository' });
    allow(role, { sid: 'Checker', actions: ['s3:GetObject'], resources: [`${bucketArn(props.contract.bucketName)}/${props.contract.objectKey}`] });
    buildProject(this, 'ContractProject', props, { name, role, buildSpec: contractBuildSpec(), description: 'Checks the structure of a repository', variables: { CONTRACT_BUCKET: props.contract.bucketName, CONTRACT_KEY: props.contract.objectKey } });
    return name;
  }

  private createBuild(props: ModelBuildPipelineProps): string {
    const { target } = props;
    const name = `${props.pipelineName}-build`;
    const role = pipelineRole(this, 'BuildRole', props, { roleName: `${props.rolePrefix}-build`, service: 'codebuild.amazonaws.com', reads: [SOURCE], description: 'Tests a repository and starts its SageMaker pipelines' });
    allow(role, { sid: 'CreatePipelinesThere', actions: ['sts:AssumeRole'], resources: [target.deployerRoleArn] });
    buildProject(this, 'BuildProject', props, {
      name, role, buildSpec: 'buildspec.yml', description: 'Runs unit tests, creates and starts the SageMaker pipelines',
      variables: {
        USE_CASE: props.useCase,
        DEV_REGION: target.region,
        INPUT_DATA_URI: props.inputDataUri,
        BUILD_BUCKET: target.dataBucketName,
        MODEL_BUCKET: props.artifactBucket.bucketName,
        MODEL_KEY_ARN: props.encryptionKey.keyArn,
        MODEL_PACKAGE_GROUP_ARN: props.modelGroup.modelGroupArn,
        PIPELINE_DEPLOYER_ROLE_ARN: target.deployerRoleArn,
        PIPELINE_EXECUTION_ROLE_ARN: target.executionRoleArn,
        NETWORK_PARAMETER_PREFIX: parameterName(props.team, 'network'),
      },
    });
    return name;
  }

  private createPipelineRole(props: ModelBuildPipelineProps, projects: string[]): Role {
    const role = pipelineRole(this, 'PipelineRole', props, { roleName: `${props.rolePrefix}-build-pipeline`, service: 'codepipeline.amazonaws.com', reads: [SOURCE], writes: [SOURCE], description: 'Moves a push through the build pipeline' });
    allow(role, {
      sid: 'Source', actions: ['codecommit:GetBranch', 'codecommit:GetCommit', 'codecommit:UploadArchive', 'codecommit:GetUploadArchiveStatus', 'codecommit:CancelUploadArchive'],
      resources: [repositoryArn(props.source.repositoryName)],
    });
    allow(role, { sid: 'Builds', actions: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds', 'codebuild:StopBuild'], resources: projects.map(projectArn) });
    return role;
  }

  private startOnPush(props: ModelBuildPipelineProps): void {
    const role = pipelineRole(this, 'EventsRole', props, { roleName: `${props.rolePrefix}-build-events`, service: 'events.amazonaws.com', description: 'Starts the build pipeline' });
    allow(role, { actions: ['codepipeline:StartPipelineExecution'], resources: [this.pipelineArn] });
    startPipelineRule(this, 'OnPush', {
      role, pipelineArn: this.pipelineArn, description: `A push to ${props.source.branchName} builds`, eventPattern: pushPattern(props.source.repositoryName, props.source.branchName),
    });
  }
}
