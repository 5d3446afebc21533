import { randomUUID } from 'node:crypto';
import type { RunnerCloud } from '../../runner-cloud';
import { AwsError } from '../service';
import type { ActionProvider } from './actions/action-context';
import { ArtifactStore } from './artifact-store';
import { PipelineEvents } from './events';
import type { Action, ActionExecution, Execution, SavedPipeline, Stage } from './pipeline';
import { StageLocks } from './stage-locks';
import { resolveVariables } from './variables';

/** Runs executions: stage after stage, in a stage the actions of a run order side by side. */
export class Executor {
  readonly executions: Execution[] = [];
  private readonly events: PipelineEvents;
  private readonly stages = new StageLocks();

  /** @param providers by category and provider: `Build/CodeBuild` */
  constructor(private readonly cloud: RunnerCloud, private readonly providers: Readonly<Record<string, ActionProvider>>) {
    this.events = new PipelineEvents(cloud);
  }

  start(pipeline: SavedPipeline, trigger: Execution['trigger']): Execution {
    const now = new Date();
    const execution: Execution = {
      id: randomUUID(), pipeline, structure: pipeline.structure, startTime: now, lastUpdate: now, trigger, status: 'InProgress',
      actions: [], revisions: [], variables: new Map(), artifacts: new Map(), isStopping: false, stop: new AbortController(), done: Promise.resolve(),
    };
    this.executions.push(execution);
    execution.done = this.run(execution, execution.structure.stages);
    return execution;
  }

  of(pipeline: SavedPipeline): Execution[] {
    return this.executions.filter((execution) => execution.pipeline === pipeline).reverse();
  }

  /**
   * Runs the stage that failed once more, and what follows.
   * @param mode whether actions of the stage that succeeded run again
   * @throws AwsError StageNotFoundException, StageNotRetryableException
   */
  retry(execution: Execution, stageName: string, mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS'): void {
    const from = execution.structure.stages.findIndex(({ name }) => name === stageName);
    if (from < 0) throw new AwsError('StageNotFoundException', `${execution.structure.name} has no stage ${stageName}`);
    if (execution.status !== 'Failed' || execution.actions.at(-1)?.stage !== stageName) {
      throw new AwsError('StageNotRetryableException', `execution ${execution.id} is ${execution.status}, in stage ${execution.actions.at(-1)?.stage}: only the stage that failed can be retried`);
    }
    const done = execution.actions.filter(({ stage, status }) => mode === 'FAILED_ACTIONS' && stage === stageName && status === 'Succeeded').map(({ action }) => action.name);
    const [failed, ...later] = execution.structure.stages.slice(from);
    execution.status = 'InProgress';
    execution.statusSummary = undefined;
    execution.done = this.run(execution, [{ ...failed, actions: failed.actions.filter(({ name }) => !done.includes(name)) }, ...later], 'RESUMED');
  }

  /** @param abandon whether actions that have begun are ended; otherwise they are waited for */
  stop(execution: Execution, reason: string, abandon: boolean): void {
    execution.status = 'Stopping';
    execution.statusSummary = reason;
    execution.isStopping = true;
    this.stages.giveUp(execution);
    if (abandon) execution.stop.abort();
  }

  async close(): Promise<void> {
    const running = this.executions.filter(({ status }) => status === 'InProgress' || status === 'Stopping');
    for (const execution of running) this.stop(execution, 'the local cloud stops', true);
    await Promise.all(running.map(({ done }) => done));
  }

  private async run(execution: Execution, stages: readonly Stage[], begins = 'STARTED'): Promise<void> {
    try {
      await this.events.pipeline(execution, begins);
      for (const stage of stages) {
        const entry = await this.stages.enter(execution, stage);
        if (entry === 'superseded') return await this.end(execution, 'Superseded');
        try {
          if (entry === 'stopped' || !(await this.runStage(execution, stage, begins))) return await this.end(execution, execution.isStopping ? 'Stopped' : 'Failed');
        } finally {
          this.stages.leave(execution, stage);
        }
      }
      await this.end(execution, 'Succeeded');
    } catch (error) {
      execution.status = 'Failed';
      execution.statusSummary = (error as Error).message;
      this.cloud.log.write('codepipeline', `${execution.structure.name} ${execution.id}: ${(error as Error).stack}`);
    } finally {
      execution.lastUpdate = new Date();
    }
  }

  private async end(execution: Execution, status: Execution['status']): Promise<void> {
    execution.status = status;
    await this.events.pipeline(execution, status.toUpperCase());
  }

  private async runStage(execution: Execution, stage: Stage, begins: string): Promise<boolean> {
    if (execution.isStopping) return false;
    await this.events.stage(execution, stage.name, begins);
    const orders = [...new Set(stage.actions.map(({ runOrder = 1 }) => runOrder))].sort((a, b) => a - b);
    for (const order of orders) {
      const actions = stage.actions.filter(({ runOrder = 1 }) => runOrder === order);
      const outcomes = execution.isStopping ? [false] : await Promise.all(actions.map((action) => this.runAction(execution, stage, action)));
      if (outcomes.includes(false)) {
        await this.events.stage(execution, stage.name, execution.isStopping ? 'STOPPED' : 'FAILED');
        return false;
      }
    }
    await this.events.stage(execution, stage.name, 'SUCCEEDED');
    return true;
  }

  private async runAction(execution: Execution, stage: Stage, action: Action): Promise<boolean> {
    const { category, provider } = action.actionTypeId;
    const now = new Date();
    const record: ActionExecution = { id: randomUUID(), stage: stage.name, action, startTime: now, lastUpdate: now, status: 'InProgress' };
    execution.actions.push(record);
    await this.events.action(execution, record, 'STARTED');
    try {
      execution.stop.signal.throwIfAborted();
      const work = this.providers[`${category}/${provider}`];
      if (!work) throw new Error(`local-cloud: actions of ${category}/${provider} are not in the table of what runs`);
      const configuration = Object.fromEntries(Object.entries(action.configuration ?? {}).map(([key, value]) => [key, resolveVariables(value, execution)]));
      record.configuration = configuration;
      const credentials = await this.credentialsOf(execution, action);
      const artifacts = new ArtifactStore(this.cloud, execution);
      const variables = await work({ cloud: this.cloud, execution, action, record, configuration, credentials, artifacts, signal: execution.stop.signal });
      record.outputVariables = variables ?? {};
      if (action.namespace) execution.variables.set(action.namespace, record.outputVariables);
      record.status = 'Succeeded';
      await this.events.action(execution, record, 'SUCCEEDED');
      return true;
    } catch (error) {
      record.status = execution.stop.signal.aborted ? 'Abandoned' : 'Failed';
      record.error = { code: (error as { code?: string }).code ?? (error as Error).name, message: (error as Error).message };
      this.cloud.log.write('codepipeline', `${execution.structure.name} ${stage.name}/${action.name}: ${(error as Error).stack}`);
      await this.events.action(execution, record, record.status === 'Failed' ? 'FAILED' : 'ABANDONED');
      return false;
    } finally {
      record.lastUpdate = new Date();
      execution.lastUpdate = record.lastUpdate;
    }
  }

  /** A session of the pipeline's role, and from it one of the action's own role, in whatever account that is. */
  private async credentialsOf(execution: Execution, { roleArn, name }: Action) {
    const pipelineRole = await this.cloud.assumeServiceRole(execution.structure.roleArn, 'codepipeline.amazonaws.com', execution.id);
    return roleArn ? this.cloud.assumeRole(pipelineRole, roleArn, `${execution.id.slice(0, 8)}-${name}`) : pipelineRole;
  }
}
