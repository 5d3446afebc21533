import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-codecommit';
import { type IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { BuildSource, type BuildTargetReference, ModelBuildPipeline, ModelGroup } from '@mlops-foundation/model-build-pipeline';
import {
  ApprovalGate, type DeploymentStage, type DeploymentTargetReference, ModelDeployPipeline, ModelGroupSource, PromotionTrigger, TestSuite,
} from '@mlops-foundation/model-deploy-pipeline';
import { parameterName, teamPrefix } from '../private/contract';
import { PROJECT, targetProblems, teamProblem } from '../private/template-problems';
import { ValidationError } from '../private/validation-error';
import type { SeedCode } from './seed-code';

/** Props of a project template. */
export interface ProjectTemplateProps {
  /** The team. */
  readonly team: string;
  /** What projects start from. */
  readonly seeds: SeedCode;
  /** The account that trains. */
  readonly buildTarget: BuildTargetReference;
  /**
   * The account for tests.
   * @default - models are trained and registered only: projects have no deployment repository and no pipeline for one
   */
  readonly preProd?: DeploymentTargetReference;
  /**
   * The account for production; it comes with one for tests.
   * @default - as with preProd
   */
  readonly prod?: DeploymentTargetReference;
  /** The name of the bucket that keeps artifacts, and models under `models/`. */
  readonly artifactBucketName: string;
  /** The name of the permissions boundary of everything a project may do. */
  readonly boundaryName: string;
  /** The dataset that projects train on: `s3://bucket/prefix/`. */
  readonly inputDataUri: string;
}

/**
 * A project for real-time inference: a build and a deployment repository, a model group, and the pipelines between them; without accounts that serve the half that trains. All names derive from the two
 * parameters that SageMaker gives, of at most 32 and 15 characters
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-templates-custom.html): no name can pass its service's limit.
 * @example
 * new ProjectTemplate(this, 'RealTime', { team: 'credit', seeds, buildTarget, preProd, prod, artifactBucketName: 'models', boundaryName: 'boundary', inputDataUri: 's3://lake/curated/credit/' });
 */
export class ProjectTemplate extends ProductStack {
  constructor(scope: Construct, id: string, props: ProjectTemplateProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, [teamProblem(props.team), ...targetProblems(props, Stack.of(scope).region)]);
    const project = this.projectParameters();
    const home = this.home(props);
    const rolePrefix = `${teamPrefix(props.team)}-${project.id}`;
    const modelGroup = this.createModelGroup(project.stem, props);
    const buildPipeline = new ModelBuildPipeline(this, 'Build', {
      team: props.team, pipelineName: `${project.stem}-build`, rolePrefix, useCase: project.stem, source: BuildSource.codeCommit(`${project.stem}-build`, 'main'), target: props.buildTarget, modelGroup,
      ...home, contract: { bucketName: props.seeds.contractCode.s3BucketName, objectKey: props.seeds.contractCode.s3ObjectKey }, inputDataUri: props.inputDataUri,
    });
    this.createRepository('BuildRepository', `${project.stem}-build`, props.seeds.buildCode, buildPipeline);
    if (!props.preProd || !props.prod) return;
    const deployPipeline = new ModelDeployPipeline(this, 'Deploy', {
      team: props.team, pipelineName: `${project.stem}-deploy`, rolePrefix, endpointName: project.stem, repositoryName: `${project.stem}-deploy`, permissionsBoundary: home.permissionsBoundary,
      models: ModelGroupSource.fromAttributes({ modelGroupArn: modelGroup.modelGroupArn, modelGroupName: modelGroup.modelGroupName, bucket: home.artifactBucket, encryptionKey: home.encryptionKey }),
      triggers: [PromotionTrigger.modelApproved(modelGroup.modelGroupName)],
      stages: stagesOf(props.preProd, props.prod),
    });
    this.createRepository('DeployRepository', `${project.stem}-deploy`, props.seeds.deployCode, deployPipeline);
  }

  private projectParameters(): { id: string; stem: string } {
    const name = new CfnParameter(this, 'SageMakerProjectName', { type: 'String', description: 'Name of the project', maxLength: PROJECT.name, allowedPattern: '^[a-zA-Z0-9](-*[a-zA-Z0-9])*$' });
    const id = new CfnParameter(this, 'SageMakerProjectId', { type: 'String', description: 'Service generated Id of the project', maxLength: PROJECT.id });
    return { id: id.valueAsString, stem: `${name.valueAsString}-${id.valueAsString}` };
  }

  private home({ team, artifactBucketName, boundaryName }: ProjectTemplateProps): { artifactBucket: IBucket; encryptionKey: IKey; permissionsBoundary: IManagedPolicy } {
    return {
      artifactBucket: Bucket.fromBucketName(this, 'Artifacts', artifactBucketName),
      encryptionKey: Key.fromKeyArn(this, 'Key', StringParameter.valueForStringParameter(this, parameterName(team, 'key-arn'))),
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/${boundaryName}`),
    };
  }

  private createModelGroup(modelGroupName: string, { buildTarget, preProd, prod }: ProjectTemplateProps): ModelGroup {
    // who makes a model of a version: the model itself, which runs as another role, reads its artifacts only
    const reader = ({ account, cloudFormationRoleName }: DeploymentTargetReference) => ({ account, roleNames: [cloudFormationRoleName] });
    return new ModelGroup(this, 'Models', {
      modelGroupName, writers: [{ account: buildTarget.account, roleNames: [buildTarget.executionRoleName] }], readers: [preProd, prod].flatMap((target) => (target ? [reader(target)] : [])),
    });
  }

  /**
   * A pipeline starts when it is created (https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html). It ends at once, for it comes before
   * its repository: nobody has approved a version yet, and an execution that waited at a gate would hold up the one that has something to ask.
   */
  private createRepository(id: string, repositoryName: string, code: { s3BucketName: string; s3ObjectKey: string }, pipeline: Construct): void {
    const repository = new CfnRepository(this, id, { repositoryName, code: { branchName: 'main', s3: { bucket: code.s3BucketName, key: code.s3ObjectKey } } });
    repository.node.addDependency(pipeline);
  }
}

const stagesOf = (preProd: DeploymentTargetReference, prod: DeploymentTargetReference): DeploymentStage[] => [
  { name: 'PreProd', configuration: 'staging', target: preProd, tests: new TestSuite(), gate: new ApprovalGate({ name: 'Approve', question: 'A version was approved. Are its metrics and the deployment code good enough for pre-prod?' }) },
  { name: 'Prod', configuration: 'prod', target: prod, gate: new ApprovalGate({ name: 'ApproveProd', question: 'The tests in pre-prod passed. Deploy to prod?' }) },
];
