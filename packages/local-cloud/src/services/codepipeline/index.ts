import * as path from 'node:path';
import { coerce } from '../../model/coerce';
import type { RunnerCloud } from '../../runner-cloud';
import type { CodeBuild } from '../codebuild';
import type { CodeCommit } from '../codecommit';
import { AwsError, type ResourceContext, type ResourceHandler, type Service } from '../service';
import { Approvals } from './actions/approval';
import { cloudFormationAction } from './actions/cloudformation';
import { codeBuildAction } from './actions/code-build';
import { codeCommitSource, s3Source } from './actions/source';
import { Executor } from './executor';
import { codePipelineOperations, deletePipeline } from './operations';
import type { Pipeline, SavedPipeline } from './pipeline';
import { arnOf, Pipelines } from './pipelines';

/** CodePipeline: stages and actions over the other services, approvals, retry and stop. */
export function createCodePipeline(cloud: RunnerCloud): Service {
  const pipelines = new Pipelines(path.join(cloud.folders.runner, 'codepipeline', 'pipelines'));
  const approvals = new Approvals();
  const codeBuild = codeBuildAction(() => cloud.service('codebuild') as CodeBuild);
  const executor = new Executor(cloud, pipelines, {
    'Source/CodeCommit': codeCommitSource(() => (cloud.service('codecommit') as CodeCommit).repositories),
    'Source/S3': s3Source,
    'Build/CodeBuild': codeBuild,
    'Test/CodeBuild': codeBuild,
    'Approval/Manual': approvals.action,
    'Deploy/CloudFormation': cloudFormationAction,
  });
  cloud.registerTarget('codepipeline', {
    async deliver(targetArn, _input, roleArn) {
      const [, , , region, account, name] = targetArn.split(':');
      if (!roleArn) throw new AwsError('ValidationException', `the target ${targetArn} has no role that EventBridge could assume`);
      const session = await cloud.assumeServiceRole(roleArn, 'events.amazonaws.com', 'events');
      await cloud.authorize(await cloud.principalOf(session.accessKeyId), 'codepipeline:StartPipelineExecution', targetArn);
      executor.start(pipelines.get({ account, region }, name), { triggerType: 'CloudWatchEvent', triggerDetail: targetArn });
    },
  });
  return {
    name: 'codepipeline',
    operations: codePipelineOperations(pipelines, executor, approvals),
    resourceTypes: { 'AWS::CodePipeline::Pipeline': pipelineResource(cloud, pipelines, executor) },
    resume: () => executor.resume(),
    close: () => executor.close(),
  };
}

/** A pipeline that CloudFormation creates runs at once, as on AWS. */
function pipelineResource(cloud: RunnerCloud, pipelines: Pipelines, executor: Executor): ResourceHandler {
  const structure = (properties: any, { logicalId, account }: ResourceContext): Pipeline => {
    const named = { ...properties, Name: properties.Name ?? `${logicalId}-${account.slice(-4)}`, Stages: properties.Stages?.map(withTypeIds) };
    return coerce(cloud.serviceModels.of('codepipeline'), { shape: 'PipelineDeclaration' }, named);
  };
  const result = (saved: SavedPipeline) => ({ physicalId: saved.structure.name, attributes: { Version: String(saved.structure.version) } });
  return {
    async create(properties, context) {
      const saved = pipelines.create(context, structure(properties, context));
      executor.start(saved, { triggerType: 'CreatePipeline', triggerDetail: arnOf(context, saved.structure.name) });
      return result(saved);
    },
    update: async (_, properties, __, context) => result(pipelines.update(context, structure(properties, context))),
    delete: async (name, _, context) => deletePipeline(pipelines, executor, context, name),
  };
}

/** CloudFormation keeps numbers and lists of names as the API does, but an artifact store by another name in some forms; action types are the same. */
const withTypeIds = (stage: any) => ({ ...stage, Actions: stage.Actions.map((action: any) => ({ ...action, Configuration: flat(action.Configuration) })) });

/** Configuration values are texts: objects are written as JSON (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codepipeline-pipeline-actiondeclaration.html). */
function flat(configuration: Record<string, unknown> | undefined): Record<string, string> | undefined {
  if (!configuration) return undefined;
  return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]));
}
