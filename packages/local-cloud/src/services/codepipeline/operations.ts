import { rolesPassedBy } from '../../gateway/passed-roles';
import { type AccessRequest, AwsError, type CallContext, type Operation } from '../service';
import type { Approvals } from './actions/approval';
import type { Executor } from './executor';
import type { Execution } from './pipeline';
import { arnOf, type Pipelines } from './pipelines';
import { actionDetail, executionSummary, executionView, metadataOf, stateView } from './views';

/**
 * The operations of CodePipeline that run (https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_Operations.html). Which resource an
 * action is checked on: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
 */
export function codePipelineOperations(pipelines: Pipelines, executor: Executor, approvals: Approvals): Record<string, Operation> {
  const on = (action: string, name: (input: any) => string) => (input: any, context: CallContext): AccessRequest[] => [{ action: `codepipeline:${action}`, resource: arnOf(context, name(input)) }];
  const byName = ({ name }: any) => name;
  const byPipelineName = ({ pipelineName }: any) => pipelineName;
  const making = (action: string) => (input: any, context: CallContext): AccessRequest[] =>
    [...on(action, ({ pipeline }) => pipeline.name)(input, context), ...rolesPassedBy(`codepipeline:${action}`, input, context)];
  const find = ({ pipelineName, pipelineExecutionId }: any, context: CallContext): Execution => {
    const execution = executor.of(pipelines.get(context, pipelineName)).find(({ id }) => id === pipelineExecutionId);
    if (!execution) throw new AwsError('PipelineExecutionNotFoundException', `The execution ${pipelineExecutionId} of ${pipelineName} was not found`);
    return execution;
  };
  return {
    CreatePipeline: {
      access: making('CreatePipeline'),
      run: async ({ pipeline }, context) => ({ pipeline: pipelines.create(context, pipeline).structure }),
      differs: 'knows the actions CodeCommit and S3 (source), CodeBuild, manual approval and CloudFormation; an execution that comes to another fails there.',
    },
    UpdatePipeline: { access: making('UpdatePipeline'), run: async ({ pipeline }, context) => ({ pipeline: pipelines.update(context, pipeline).structure }) },
    GetPipeline: {
      access: on('GetPipeline', byName),
      run: async ({ name }, context) => {
        const pipeline = pipelines.get(context, name);
        return { pipeline: pipeline.structure, metadata: metadataOf(pipeline) };
      },
    },
    DeletePipeline: { access: on('DeletePipeline', byName), run: async ({ name }, context) => deletePipeline(pipelines, executor, context, name) },
    ListPipelines: {
      access: (_, context) => [{ action: 'codepipeline:ListPipelines', resource: arnOf(context, '*') }],
      run: async (_, context) => ({ pipelines: pipelines.list(context).map(({ structure: { name, version }, created, updated }) => ({ name, version, created, updated })) }),
    },
    StartPipelineExecution: {
      access: on('StartPipelineExecution', byName),
      run: async ({ name }, context) => {
        const execution = executor.start(pipelines.get(context, name), { triggerType: 'StartPipelineExecution', triggerDetail: context.principal.arn });
        return { pipelineExecutionId: execution.id };
      },
    },
    StopPipelineExecution: {
      access: on('StopPipelineExecution', byPipelineName),
      run: async (input, context) => {
        const execution = find(input, context);
        if (execution.status !== 'InProgress') throw new AwsError('PipelineExecutionNotStoppableException', `execution ${execution.id} is ${execution.status}`);
        executor.stop(execution, input.reason ?? '', input.abandon ?? false);
        return { pipelineExecutionId: execution.id };
      },
    },
    RetryStageExecution: {
      access: ({ pipelineName, stageName }, context) => [{ action: 'codepipeline:RetryStageExecution', resource: `${arnOf(context, pipelineName)}/${stageName}` }],
      run: async (input, context) => {
        const execution = find(input, context);
        executor.retry(execution, input.stageName, input.retryMode);
        return { pipelineExecutionId: execution.id };
      },
    },
    GetPipelineExecution: { access: on('GetPipelineExecution', byPipelineName), run: async (input, context) => ({ pipelineExecution: executionView(find(input, context)) }) },
    GetPipelineState: {
      access: on('GetPipelineState', byName),
      run: async ({ name }, context) => stateView(pipelines.get(context, name), executor.of(pipelines.get(context, name))),
    },
    ListPipelineExecutions: {
      access: on('ListPipelineExecutions', byPipelineName),
      run: async ({ pipelineName }, context) => ({ pipelineExecutionSummaries: executor.of(pipelines.get(context, pipelineName)).map(executionSummary) }),
    },
    ListActionExecutions: {
      access: on('ListActionExecutions', byPipelineName),
      run: async ({ pipelineName, filter }, context) => {
        const executions = executor.of(pipelines.get(context, pipelineName)).filter(({ id }) => !filter?.pipelineExecutionId || id === filter.pipelineExecutionId);
        return { actionExecutionDetails: executions.flatMap((execution) => execution.actions.map((record) => actionDetail(execution, record)).reverse()) };
      },
    },
    PutApprovalResult: {
      access: ({ pipelineName, stageName, actionName }, context) => [{ action: 'codepipeline:PutApprovalResult', resource: `${arnOf(context, pipelineName)}/${stageName}/${actionName}` }],
      run: async ({ pipelineName, stageName, actionName, token, result }, context) => {
        approvals.answer({ token, pipeline: pipelines.get(context, pipelineName), stageName, actionName }, { ...result, by: context.principal.arn });
        return { approvedAt: new Date() };
      },
    },
  };
}

/** A pipeline and its executions, which are first: none is without its pipeline. */
export function deletePipeline(pipelines: Pipelines, executor: Executor, context: CallContext, name: string): void {
  const pipeline = pipelines.find(context, name);
  if (pipeline) executor.forget(pipeline);
  pipelines.delete(context, name);
}
