import type { ActionExecution, Execution, SavedPipeline } from './pipeline';

export function metadataOf(pipeline: SavedPipeline) {
  return { pipelineArn: pipeline.arn, created: pipeline.created, updated: pipeline.updated };
}

export function executionView({ structure, id, status, statusSummary, revisions, trigger }: Execution) {
  return {
    pipelineName: structure.name, pipelineVersion: structure.version, pipelineExecutionId: id, status, statusSummary, trigger, executionMode: structure.executionMode ?? 'SUPERSEDED',
    artifactRevisions: revisions.map(({ actionName, ...revision }) => ({ name: actionName, ...revision })),
  };
}

export function executionSummary(execution: Execution) {
  const { id, status, startTime, lastUpdate, revisions, trigger } = execution;
  return { pipelineExecutionId: id, status, startTime, lastUpdateTime: lastUpdate, trigger, sourceRevisions: revisions.map(({ created: _, ...revision }) => revision) };
}

/** Like the state view of the console: for each stage its newest execution. */
export function stateView(pipeline: SavedPipeline, executions: readonly Execution[]) {
  const { structure, created, updated } = pipeline;
  return {
    pipelineName: structure.name, pipelineVersion: structure.version, created, updated,
    stageStates: structure.stages.map((stage) => {
      const execution = executions.find(({ actions }) => actions.some((action) => action.stage === stage.name));
      const records = execution?.actions.filter((action) => action.stage === stage.name) ?? [];
      return {
        stageName: stage.name,
        inboundTransitionState: { enabled: true },
        actionStates: stage.actions.map(({ name }) => ({ actionName: name, latestExecution: latest(records.filter(({ action }) => action.name === name).at(-1)) })),
        latestExecution: execution && records.length > 0 ? { pipelineExecutionId: execution.id, status: stageStatus(records) } : undefined,
      };
    }),
  };
}

function stageStatus(records: readonly ActionExecution[]): string {
  if (records.some(({ status }) => status === 'InProgress')) return 'InProgress';
  const newest = [...new Map(records.map((record) => [record.action.name, record])).values()];
  return newest.every(({ status }) => status === 'Succeeded') ? 'Succeeded' : 'Failed';
}

function latest(record: ActionExecution | undefined) {
  if (!record) return undefined;
  return {
    actionExecutionId: record.id, status: record.status, summary: record.summary, lastStatusChange: record.lastUpdate, lastUpdatedBy: record.updatedBy,
    token: record.status === 'InProgress' ? record.token : undefined, externalExecutionId: record.externalId,
    errorDetails: record.error,
  };
}

export function actionDetail({ id, structure }: Execution, record: ActionExecution) {
  const { action } = record;
  return {
    pipelineExecutionId: id, actionExecutionId: record.id, pipelineVersion: structure.version, stageName: record.stage, actionName: action.name,
    startTime: record.startTime, lastUpdateTime: record.lastUpdate, updatedBy: record.updatedBy, status: record.status,
    input: {
      actionTypeId: action.actionTypeId, configuration: action.configuration, resolvedConfiguration: record.configuration, roleArn: action.roleArn, region: action.region,
      inputArtifacts: action.inputArtifacts?.map(({ name }) => ({ name })), namespace: action.namespace,
    },
    output: {
      outputArtifacts: action.outputArtifacts?.map(({ name }) => ({ name })), outputVariables: record.outputVariables,
      executionResult: { externalExecutionId: record.externalId, externalExecutionSummary: record.summary ?? record.error?.message, errorDetails: record.error },
    },
  };
}
