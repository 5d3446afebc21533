import { Aws, Stack } from 'aws-cdk-lib';
import { CfnPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { IManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { teamPrefix } from '../private/contract';
import { deployPipelineProblems } from '../private/deploy-problems';
import {
  buildProject, codeBuildAction, codeCommitAction, type PipelineHome, pipelineArn, pipelineRole, projectArn, repositoryArn, startPipelineRule,
} from '../private/pipeline-parts';
import { regionProblem } from '../private/problems';
import { RELEASE, SOURCE } from '../private/release';
import { allow } from '../private/statements';
import { testRoleName } from '../private/target-role-names';
import { testBuildSpec } from '../private/test-build-spec';
import { ValidationError } from '../private/validation-error';
import type { ApprovalGate } from './approval-gate';
import type { DeploymentStage } from './deployment-stage';
import type { ModelGroupSource } from './model-group-source';
import type { PromotionTrigger } from './promotion-trigger';

/** Props of a deploy pipeline. */
export interface ModelDeployPipelineProps {
  /** The team. */
  readonly team: string;
  /** The pipeline's name, at most 100 characters. */
  readonly pipelineName: string;
  /** What the project's roles are named after: `mlops-<team>-<project>`, at most 48 characters. Targets trust no pipeline whose role is named otherwise. */
  readonly rolePrefix: string;
  /** The endpoint's name in every target, at most 63 characters. */
  readonly endpointName: string;
  /** The deployment repository, in CodeCommit. */
  readonly repositoryName: string;
  /**
   * The branch that is deployed.
   * @default 'main'
   */
  readonly branchName?: string;
  /** The group whose approved versions are promoted. */
  readonly models: ModelGroupSource;
  /** What starts a promotion. */
  readonly triggers: PromotionTrigger[];
  /** Where a version goes, in order. */
  readonly stages: DeploymentStage[];
  /**
   * The permissions boundary of the pipeline's roles.
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * From an approved version to an endpoint in production: a release is synthesized once and goes through its stages, each behind its gate and its tests, with the same
 * template; only parameters differ.
 * @example
 * new ModelDeployPipeline(this, 'Deploy', { team: 'credit', pipelineName: 'credit-deploy', rolePrefix: 'mlops-credit-default', endpointName: 'credit', repositoryName: 'credit-deploy', models, triggers: [], stages: [] });
 */
export class ModelDeployPipeline extends Construct {
  /** The pipeline's name. */
  readonly pipelineName: string;
  /** The pipeline's ARN. */
  readonly pipelineArn: string;

  constructor(scope: Construct, id: string, props: ModelDeployPipelineProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    ValidationError.throwIfAny(this, [...deployPipelineProblems(props), ...props.stages.map(({ target }, index) => regionProblem(`stages[${index}].target.region`, target.region, region))]);
    this.pipelineName = props.pipelineName;
    this.pipelineArn = pipelineArn(props.pipelineName);
    const home: PipelineHome = { artifactBucket: props.models.bucket, encryptionKey: props.models.encryptionKey, permissionsBoundary: props.permissionsBoundary };
    const synth = this.createSynth(props, home);
    const tests = new Map(props.stages.map((stage) => [stage, this.createTests(stage, props, home)]));
    const role = this.createPipelineRole(props, home, [synth, ...tests.values()].filter((name) => name !== undefined));
    const pipeline = new CfnPipeline(this, 'Pipeline', {
      name: props.pipelineName,
      pipelineType: 'V2',
      executionMode: 'SUPERSEDED',
      roleArn: role.roleArn,
      artifactStore: { type: 'S3', location: home.artifactBucket.bucketName, encryptionKey: { type: 'KMS', id: home.encryptionKey.keyArn } },
      stages: this.stages(props, synth, tests),
    });
    pipeline.node.addDependency(role);
    this.createTriggers(props, home);
  }

  /** The first gate stands before the synthesis: nothing of a release exists before somebody wanted it. */
  private stages(props: ModelDeployPipelineProps, synth: string, tests: Map<DeploymentStage, string | undefined>): CfnPipeline.StageDeclarationProperty[] {
    const [first] = props.stages;
    const source = { name: 'Source', actions: [codeCommitAction(props.repositoryName, props.branchName ?? 'main', SOURCE)] };
    const synthesis = { name: 'Synth', actions: [codeBuildAction({ name: 'Synth', category: 'Build', projectName: synth, input: SOURCE, output: RELEASE })] };
    const promotions = props.stages.flatMap((stage) => [
      ...(stage.gate && stage !== first ? [gateStage(stage.gate)] : []),
      { name: stage.name, actions: [this.deployAction(stage, props)] },
      ...(stage.tests ? [{ name: stage.tests.name, actions: [codeBuildAction({ name: stage.tests.name, category: 'Test', projectName: tests.get(stage) ?? '', input: SOURCE })] }] : []),
    ]);
    return [source, ...(first?.gate ? [gateStage(first.gate)] : []), synthesis, ...promotions];
  }

  private deployAction({ target, configuration }: DeploymentStage, { team, endpointName }: ModelDeployPipelineProps): CfnPipeline.ActionDeclarationProperty {
    return {
      name: 'Deploy',
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
      roleArn: target.deploymentRoleArn,
      inputArtifacts: [{ name: RELEASE }],
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: `${teamPrefix(team)}-${endpointName}`,
        TemplatePath: `${RELEASE}::Inference.template.json`,
        TemplateConfiguration: `${RELEASE}::${configuration}.configuration.json`,
        RoleArn: target.cloudFormationRoleArn,
      },
    };
  }

  private createSynth(props: ModelDeployPipelineProps, home: PipelineHome): string {
    const name = `${props.pipelineName}-synth`;
    const role = pipelineRole(this, 'SynthRole', home, { roleName: `${props.rolePrefix}-synth`, service: 'codebuild.amazonaws.com', reads: [SOURCE], writes: [RELEASE], description: 'Synthesizes a release' });
    allow(role, { sid: 'FindGroup', actions: ['sagemaker:ListModelPackages'], resources: [props.models.modelGroupArn] });
    allow(role, {
      // AWS lists versions as the resource of ListModelPackages: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
      sid: 'ReadVersion', actions: ['sagemaker:ListModelPackages', 'sagemaker:DescribeModelPackage'], resources: [`arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:model-package/${props.models.modelGroupName}/*`],
      wildcards: 'The versions of one group, which are numbered',
    });
    buildProject(this, 'SynthProject', home, {
      name, role, buildSpec: 'buildspec.yml', description: 'Synthesizes a release from the deployment repository',
      variables: { TEAM: props.team, PROJECT_NAME: props.endpointName, MODEL_PACKAGE_GROUP_ARN: props.models.modelGroupArn, STAGES: props.stages.map(({ configuration }) => configuration).join(',') },
    });
    return name;
  }

  private createTests({ tests, target, name: stageName }: DeploymentStage, props: ModelDeployPipelineProps, home: PipelineHome): string | undefined {
    if (!tests) return undefined;
    const name = `${props.pipelineName}-${tests.name.toLowerCase()}`;
    const role = pipelineRole(this, `${stageName}TestRole`, home, { roleName: testRoleName(props.rolePrefix, tests.name), service: 'codebuild.amazonaws.com', reads: [SOURCE], description: `Tests the endpoint of ${stageName}` });
    allow(role, { sid: 'InvokeThere', actions: ['sts:AssumeRole'], resources: [target.testRoleArn] });
    buildProject(this, `${stageName}TestProject`, home, {
      name, role, buildSpec: testBuildSpec(tests.folders), description: `Tests the endpoint of ${stageName}`,
      variables: { ENDPOINT_NAME: props.endpointName, TEST_ROLE_ARN: target.testRoleArn, TARGET_REGION: target.region },
    });
    return name;
  }

  private createPipelineRole(props: ModelDeployPipelineProps, home: PipelineHome, projects: string[]): Role {
    const role = pipelineRole(this, 'PipelineRole', home, { roleName: `${props.rolePrefix}-deploy-pipeline`, service: 'codepipeline.amazonaws.com', reads: [SOURCE, RELEASE], writes: [SOURCE], description: 'Moves a release through the deploy pipeline' });
    allow(role, {
      sid: 'Source', actions: ['codecommit:GetBranch', 'codecommit:GetCommit', 'codecommit:UploadArchive', 'codecommit:GetUploadArchiveStatus', 'codecommit:CancelUploadArchive'],
      resources: [repositoryArn(props.repositoryName)],
    });
    allow(role, { sid: 'Builds', actions: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds', 'codebuild:StopBuild'], resources: projects.map(projectArn) });
    const targets = props.stages.map(({ target }) => target.deploymentRoleArn);
    if (targets.length > 0) allow(role, { sid: 'Targets', actions: ['sts:AssumeRole'], resources: targets });
    return role;
  }

  private createTriggers(props: ModelDeployPipelineProps, home: PipelineHome): void {
    if (props.triggers.length === 0) return;
    const role = pipelineRole(this, 'EventsRole', home, { roleName: `${props.rolePrefix}-deploy-events`, service: 'events.amazonaws.com', description: 'Starts the deploy pipeline' });
    allow(role, { actions: ['codepipeline:StartPipelineExecution'], resources: [this.pipelineArn] });
    for (const trigger of props.triggers) startPipelineRule(this, `On${trigger.name}`, { role, pipelineArn: this.pipelineArn, description: trigger.description, eventPattern: trigger.eventPattern });
  }
}

function gateStage({ name, question }: ApprovalGate): CfnPipeline.StageDeclarationProperty {
  return { name, actions: [{ name, actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' }, configuration: { CustomData: question } }] };
}
