import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { rolesPassedBy } from '../../../gateway/passed-roles';
import type { RunnerCloud } from '../../../runner-cloud';
import { Records } from '../../records';
import { type AccessRequest, AwsError, type CallContext, type Operation, type ResourceHandler } from '../../service';
import { Collection, listed, type Place } from '../collection';
import { readDefinition, STEP_TYPES } from './definition';
import type { Execution, SavedPipeline, StepRun } from './execution';
import { PipelineExecutor } from './pipeline-executor';
import { newStop } from './stop';

/** SageMaker pipelines and their executions. */
export class Pipelines {
  private readonly pipelines: Collection<SavedPipeline>;
  private readonly executions: Records<Execution>;
  private readonly executor: PipelineExecutor;

  /**
   * @param folder what it remembers over a restart
   * @param jobEnd resolves when a job, given by its ARN, has its last status
   */
  constructor(cloud: RunnerCloud, folder: string, jobEnd: (arn: string) => Promise<void>) {
    this.pipelines = new Collection<SavedPipeline>('pipeline', 'pipeline', folder, { executions: () => [], definition: ({ definitionText }) => readDefinition(definitionText) });
    this.executions = new Records<Execution>(path.join(folder, 'execution'), {
      pipeline: (_, arn) => this.pipelineOf(arn), definition: ({ definitionText }) => readDefinition(definitionText), stop: () => newStop(), done: () => Promise.resolve(),
    });
    for (const execution of this.executions.values()) execution.pipeline.executions.push(execution);
    this.executor = new PipelineExecutor(cloud, jobEnd, ({ arn }) => this.executions.save(arn));
  }

  /** Executions that ran when the cloud ended have failed. */
  resume(): void {
    for (const execution of this.executions.values().filter(({ status }) => status === 'Executing' || status === 'Stopping')) this.executor.cutOff(execution);
  }

  async close(): Promise<void> {
    this.executions.freeze();
    const running = this.pipelines.all().flatMap(({ executions }) => executions).filter(({ status }) => status === 'Executing');
    await Promise.all(running.map((execution) => {
      execution.stop.abort();
      return execution.done;
    }));
  }

  get operations(): Record<string, Operation> {
    const below = (context: CallContext, arnOrName: string) => this.pipelines.arn(context, arnOrName.replace(/^arn:.*?:pipeline\//, ''));
    const on = (action: string) => ({ PipelineName }: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: below(context, PipelineName) }];
    const onExecution = (action: string) => ({ PipelineExecutionArn = '*' }: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: below(context, PipelineExecutionArn) }];
    return {
      CreatePipeline: {
        access: (input, context) => [...on('CreatePipeline')(input, context), ...rolesPassedBy('sagemaker:CreatePipeline', input, context)],
        run: async (input, context) => ({ PipelineArn: this.create(input, context).arn }),
        differs: `knows steps of type ${STEP_TYPES.join(', ')}; a definition with any other is an error. Cache, retry and parallelism have no effect.`,
      },
      UpdatePipeline: {
        access: (input, context) => [...on('UpdatePipeline')(input, context), ...rolesPassedBy('sagemaker:UpdatePipeline', input, context)],
        run: async (input, context) => ({ PipelineArn: this.update(input, context).arn }),
      },
      DescribePipeline: { access: on('DescribePipeline'), run: async ({ PipelineName }, context) => describe(this.get(PipelineName, context)) },
      DeletePipeline: {
        access: on('DeletePipeline'),
        run: async ({ PipelineName }, context) => {
          const { arn, name } = this.get(PipelineName, context);
          this.delete(name, context);
          return { PipelineArn: arn };
        },
      },
      ListPipelines: {
        access: () => [{ action: 'sagemaker:ListPipelines', resource: '*' }],
        run: async (input, context) => ({ PipelineSummaries: listed(this.pipelines.list(context), ({ created }) => created, input).map(describe) }),
      },
      StartPipelineExecution: {
        access: on('StartPipelineExecution'),
        run: async (input, context) => ({ PipelineExecutionArn: this.start(this.get(input.PipelineName, context), input).arn }),
      },
      StopPipelineExecution: {
        access: onExecution('StopPipelineExecution'),
        run: async ({ PipelineExecutionArn }, context) => {
          const execution = this.execution(PipelineExecutionArn, context);
          if (execution.status !== 'Executing') throw new AwsError('ValidationException', `Only pipelines with 'Executing' status can be stopped: ${PipelineExecutionArn} is ${execution.status}.`);
          execution.status = 'Stopping';
          this.executions.save(PipelineExecutionArn);
          execution.stop.abort();
          return { PipelineExecutionArn };
        },
      },
      DescribePipelineExecution: { access: onExecution('DescribePipelineExecution'), run: async ({ PipelineExecutionArn }, context) => describeExecution(this.execution(PipelineExecutionArn, context)) },
      DescribePipelineDefinitionForExecution: {
        access: onExecution('DescribePipelineDefinitionForExecution'),
        run: async ({ PipelineExecutionArn }, context) => {
          const { definitionText, started } = this.execution(PipelineExecutionArn, context);
          return { PipelineDefinition: definitionText, CreationTime: started };
        },
      },
      ListPipelineExecutions: {
        access: on('ListPipelineExecutions'),
        run: async (input, context) => ({
          PipelineExecutionSummaries: listed(this.get(input.PipelineName, context).executions, ({ started }) => started, input).map(({ arn, started, status, description, displayName, failureReason }) => ({
            PipelineExecutionArn: arn, StartTime: started, PipelineExecutionStatus: status, PipelineExecutionDescription: description, PipelineExecutionDisplayName: displayName, PipelineExecutionFailureReason: failureReason,
          })),
        }),
      },
      ListPipelineExecutionSteps: {
        access: onExecution('ListPipelineExecutionSteps'),
        run: async (input, context) => ({ PipelineExecutionSteps: listed(this.execution(input.PipelineExecutionArn, context).runs, ({ started }) => started, input).map(describeStep) }),
      },
    };
  }

  get resourceTypes(): Record<string, ResourceHandler> {
    const input = ({ PipelineName, RoleArn, PipelineDefinition, ...rest }: any) => ({
      PipelineName, RoleArn, ...rest,
      PipelineDefinition: PipelineDefinition.PipelineDefinitionBody ?? (typeof PipelineDefinition === 'string' ? PipelineDefinition : JSON.stringify(PipelineDefinition)),
    });
    return {
      'AWS::SageMaker::Pipeline': {
        create: async (properties, context) => ({ physicalId: this.create(input(properties), context).name }),
        update: async (_, properties, __, context) => ({ physicalId: this.update(input(properties), context).name }),
        delete: async (name, _, context) => this.delete(name, context),
      },
    };
  }

  private get(nameOrArn: string, context: Place): SavedPipeline {
    const name = nameOrArn.replace(/^arn:.*:pipeline\//, '');
    const pipeline = this.pipelines.find(context, name);
    if (!pipeline) throw new AwsError('ResourceNotFound', `Pipeline '${this.pipelines.arn(context, name)}' does not exist.`);
    return pipeline;
  }

  private pipelineOf(executionArn: string): SavedPipeline {
    const [, partition, , region, account, resource] = executionArn.split(':');
    return this.pipelines.get({ partition, region, account }, resource.split('/')[1]);
  }

  /** Its executions first: none is without its pipeline. */
  private delete(name: string, context: Place): void {
    for (const { arn } of this.pipelines.get(context, name).executions) this.executions.delete(arn);
    this.pipelines.delete(context, name);
  }

  private execution(arn: string, context: Place): Execution {
    const [, name, id] = /:pipeline\/([^/]+)\/execution\/(.+)$/.exec(arn) ?? [];
    const execution = name && this.pipelines.find(context, name)?.executions.find((one) => one.id === id);
    if (!execution) throw new AwsError('ResourceNotFound', `Pipeline execution '${arn}' does not exist.`);
    return execution;
  }

  private create(input: any, context: Place): SavedPipeline {
    const { PipelineName, RoleArn, PipelineDefinition, PipelineDescription, PipelineDisplayName } = input;
    const now = new Date();
    return this.pipelines.add(context, {
      name: PipelineName, arn: this.pipelines.arn(context, PipelineName), account: context.account, region: context.region, created: now, updated: now, roleArn: RoleArn,
      definitionText: PipelineDefinition, definition: readDefinition(PipelineDefinition), description: PipelineDescription, displayName: PipelineDisplayName, executions: [],
    });
  }

  private update({ PipelineName, RoleArn, PipelineDefinition, PipelineDescription, PipelineDisplayName }: any, context: Place): SavedPipeline {
    const pipeline = this.get(PipelineName, context);
    if (PipelineDefinition) Object.assign(pipeline, { definition: readDefinition(PipelineDefinition), definitionText: PipelineDefinition });
    if (RoleArn) pipeline.roleArn = RoleArn;
    pipeline.description = PipelineDescription ?? pipeline.description;
    pipeline.displayName = PipelineDisplayName ?? pipeline.displayName;
    pipeline.updated = new Date();
    this.pipelines.save(context, pipeline);
    return pipeline;
  }

  private start(pipeline: SavedPipeline, input: any): Execution {
    const now = new Date();
    const id = randomBytes(8).toString('base64url').toLowerCase().replace(/[^a-z0-9]/g, '0').slice(0, 12).padEnd(12, '0');
    const execution: Execution = {
      id, arn: `${pipeline.arn}/execution/${id}`, pipeline, definition: pipeline.definition, definitionText: pipeline.definitionText, displayName: input.PipelineExecutionDisplayName,
      description: input.PipelineExecutionDescription, parameters: parametersOf(pipeline, input.PipelineParameters ?? []), started: now, updated: now, status: 'Executing', runs: [],
      stop: newStop(), done: Promise.resolve(),
    };
    pipeline.executions.push(this.executions.set(execution.arn, execution));
    this.executor.start(execution);
    return execution;
  }
}

/** Given values and defaults, in their types. @throws AwsError ValidationException with everything that is wrong */
function parametersOf({ definition }: SavedPipeline, given: readonly { Name: string; Value: string }[]): Record<string, unknown> {
  const declared = definition.Parameters ?? [];
  const problems = given.filter(({ Name }) => !declared.some((parameter) => parameter.Name === Name)).map(({ Name }) => `there is no parameter ${Name}`);
  const values = declared.map(({ Name, Type, DefaultValue, EnumValues }) => {
    const value = given.find((parameter) => parameter.Name === Name)?.Value ?? DefaultValue;
    if (value === undefined) problems.push(`parameter ${Name} has neither a value nor a default`);
    const isNumber = Type === 'Integer' || Type === 'Float';
    if (isNumber && Number.isNaN(Number(value))) problems.push(`parameter ${Name} is ${JSON.stringify(value)}: it must be a number`);
    if (EnumValues && !EnumValues.map(String).includes(String(value))) problems.push(`parameter ${Name} is ${JSON.stringify(value)}: it must be one of ${EnumValues.join(', ')}`);
    return [Name, isNumber ? Number(value) : Type === 'Boolean' ? String(value) === 'true' : value];
  });
  if (problems.length > 0) throw new AwsError('ValidationException', problems.join('; '));
  return Object.fromEntries(values);
}

function describe(pipeline: SavedPipeline) {
  return {
    PipelineArn: pipeline.arn, PipelineName: pipeline.name, PipelineDisplayName: pipeline.displayName, PipelineDefinition: pipeline.definitionText, PipelineDescription: pipeline.description,
    RoleArn: pipeline.roleArn, PipelineStatus: 'Active', CreationTime: pipeline.created, LastModifiedTime: pipeline.updated, LastExecutionTime: pipeline.executions.at(-1)?.started, LastRunTime: pipeline.executions.at(-1)?.started,
  };
}

function describeExecution(execution: Execution) {
  return {
    PipelineArn: execution.pipeline.arn, PipelineExecutionArn: execution.arn, PipelineExecutionDisplayName: execution.displayName, PipelineExecutionDescription: execution.description,
    PipelineExecutionStatus: execution.status, FailureReason: execution.failureReason, CreationTime: execution.started, LastModifiedTime: execution.updated,
  };
}

function describeStep({ step, status, started, ended, failureReason, metadata }: StepRun) {
  return { StepName: step.Name, StepDisplayName: step.DisplayName, StepDescription: step.Description, StepStatus: status, StartTime: started, EndTime: ended, FailureReason: failureReason, Metadata: metadata, AttemptCount: 1 };
}
