import { CodePipelineClient, GetPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import type { Life } from '../../life';
import { actionsOf } from '../../pipelines';
import type { Action, Build } from '../facts/build';
import { secondsBetween } from './seconds';

/** An execution of the build pipeline, action by action. */
export async function buildFacts({ people: { leo }, project: { buildPipeline } }: Life, pipelineExecutionId: string): Promise<Build> {
  const { pipelineExecution } = await leo.use(CodePipelineClient).send(new GetPipelineExecutionCommand({ pipelineName: buildPipeline, pipelineExecutionId }));
  const actions = await actionsOf(leo, buildPipeline, pipelineExecutionId);
  return {
    pipeline: buildPipeline, account: leo.account, execution: pipelineExecutionId, status: pipelineExecution?.status ?? '',
    commit: pipelineExecution?.artifactRevisions?.[0]?.revisionId,
    actions: actions.reverse().map((action): Action => ({
      stage: action.stageName ?? '', name: action.actionName ?? '', provider: action.input?.actionTypeId?.provider, status: action.status ?? '',
      seconds: secondsBetween(action.startTime, action.lastUpdateTime),
    })),
  };
}
