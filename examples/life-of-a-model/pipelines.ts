import {
  CodePipelineClient, GetPipelineExecutionCommand, ListActionExecutionsCommand, ListPipelineExecutionsCommand, type ActionExecutionDetail,
} from '@aws-sdk/client-codepipeline';
import { BatchGetBuildsCommand, CodeBuildClient } from '@aws-sdk/client-codebuild';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Life } from './life';
import type { Person } from './people/person';
import { Deviation } from './station';
import { until, WORK_SECONDS } from './until';

const ENDED = ['Succeeded', 'Failed', 'Stopped', 'Superseded', 'Cancelled'];

/** Ids of the executions that a pipeline has had, newest first. */
export async function executionsOf(person: Person, pipelineName: string): Promise<string[]> {
  const { pipelineExecutionSummaries = [] } = await person.use(CodePipelineClient).send(new ListPipelineExecutionsCommand({ pipelineName }));
  return pipelineExecutionSummaries.map(({ pipelineExecutionId }) => pipelineExecutionId ?? '');
}

/**
 * Waits for an execution that is not among those known.
 * @param commit the one that it is to have taken. @default - whichever
 */
export function newExecution(life: Life, pipelineName: string, known: readonly string[], commit?: string): Promise<string> {
  const { leo } = life.people;
  return until(`an execution of ${pipelineName}${commit ? ` on ${commit.slice(0, 8)}` : ''}`, async () => {
    const { pipelineExecutionSummaries = [] } = await leo.use(CodePipelineClient).send(new ListPipelineExecutionsCommand({ pipelineName }));
    const fresh = pipelineExecutionSummaries.filter(({ pipelineExecutionId = '' }) => !known.includes(pipelineExecutionId));
    return fresh.find(({ sourceRevisions = [] }) => !commit || sourceRevisions.some(({ revisionId }) => revisionId === commit))?.pipelineExecutionId;
  }, { timeoutSeconds: 60, signal: life.signal });
}

export async function actionsOf(person: Person, pipelineName: string, pipelineExecutionId: string): Promise<ActionExecutionDetail[]> {
  const { actionExecutionDetails = [] } = await person.use(CodePipelineClient).send(
    new ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId } }),
  );
  return actionExecutionDetails;
}

async function statusOf({ people: { leo } }: Life, pipelineName: string, pipelineExecutionId: string): Promise<string> {
  const { pipelineExecution } = await leo.use(CodePipelineClient).send(new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId }));
  return pipelineExecution?.status ?? '';
}

/** Waits until an execution has ended and returns its status. Says each action that ends. */
export async function ended(life: Life, pipelineName: string, pipelineExecutionId: string): Promise<string> {
  return until(`the end of ${pipelineName}`, async () => {
    const running = (await actionsOf(life.people.leo, pipelineName, pipelineExecutionId)).find((action) => action.status === 'InProgress');
    if (running) {
      life.view.doing(`${running.stageName}/${running.actionName}`);
      return undefined;
    }
    const status = await statusOf(life, pipelineName, pipelineExecutionId);
    return ENDED.includes(status) ? status : undefined;
  }, { timeoutSeconds: WORK_SECONDS, signal: life.signal });
}

/** Waits until an execution stands at an action of a stage. @throws Deviation when it ends before */
export async function reaches(life: Life, pipelineName: string, pipelineExecutionId: string, stage: string): Promise<ActionExecutionDetail> {
  return until(`${pipelineName} at ${stage}`, async () => {
    const actions = await actionsOf(life.people.leo, pipelineName, pipelineExecutionId);
    const failed = actions.find(({ status }) => status === 'Failed');
    if (failed) throw new Deviation(`${pipelineName}: ${failed.stageName}/${failed.actionName} failed`, await evidence(life, failed));
    const running = actions.find(({ status }) => status === 'InProgress');
    if (running) {
      life.view.doing(`${running.stageName}/${running.actionName}`);
      return actions.find(({ stageName, status }) => stageName === stage && status === 'InProgress');
    }
    const status = await statusOf(life, pipelineName, pipelineExecutionId);
    if (ENDED.includes(status)) throw new Deviation(`${pipelineName} ended as ${status} and never asked at ${stage}`);
    return undefined;
  }, { timeoutSeconds: WORK_SECONDS, signal: life.signal });
}

/** The last lines that explain how an action ended: its error, and the build's log where it was a build. */
export async function evidence(life: Life, action: ActionExecutionDetail): Promise<string[]> {
  const result = action.output?.executionResult;
  const lines = [result?.errorDetails?.message, result?.externalExecutionSummary].filter((line) => line !== undefined);
  if (action.input?.actionTypeId?.provider !== 'CodeBuild' || !result?.externalExecutionId) return lines;
  const { builds = [] } = await life.people.leo.use(CodeBuildClient).send(new BatchGetBuildsCommand({ ids: [result.externalExecutionId] }));
  const { groupName, streamName } = builds[0]?.logs ?? {};
  if (!groupName || !streamName) return lines;
  const { events = [] } = await life.people.leo.use(CloudWatchLogsClient).send(
    new GetLogEventsCommand({ logGroupName: groupName, logStreamName: streamName, limit: 40 }),
  );
  return [...lines, ...events.map(({ message }) => (message ?? '').trimEnd())];
}
