import { randomUUID } from 'node:crypto';
import type { RunnerCloud } from '../../runner-cloud';
import type { ActionProvider } from './actions/action-context';
import { ArtifactStore } from './artifact-store';
import { PipelineEvents } from './events';
import type { Action, ActionExecution, Execution, SavedPipeline, Stage } from './pipeline';
import { resolveVariables } from './variables';

/** Runs executions: stage after stage, in a stage the actions of a run order side by side. */
export class Executor {
  readonly executions: Execution[] = [];
  private readonly events: PipelineEvents;

  /** @param providers by category and provider: `Build/CodeBuild` */
  constructor(private readonly cloud: RunnerCloud, private readonly providers: Readonly<Record<string, ActionProvider>>) {
    this.events = new PipelineEvents(cloud);
  }

  start(pipeline: SavedPipeline, trigger: Execution['trigger']): Execution {
    const now = new Date();
    const execution: Execution = {
      id: randomUUID(), pipeline, structure: pipeline.structure, startTime: now, lastUpdate: now, trigger, status: 'InProgress',
      actions: [], revisions: [], variables: new Map(), artifacts: new Map(), stop: new AbortController(), done: Promise.resolve(),
    };
    this.executions.push(execution);
    execution.done = this.run(execution, execution.structure.stages);
    return execution;
  }

  of(pipeline: SavedPipeline): Execution[] {
    return this.executions.filter((execution) => execution.pipeline === pipeline).reverse();
  }

  /** Runs the stage that failed once more, and what follows. */
  retry(execution: Execution, stageName: string): void {
    const from = execution.structure.stages.findIndex(({ name }) => name === stageName);
    execution.status = 'InProgress';
    execution.done = this.run(execution, execution.structure.stages.slice(from));
  }

  async stop(execution: Execution, reason: string): Promise<void> {
    execution.status = 'Stopping';
    execution.statusSummary = reason;
    execution.stop.abort();
    await execution.done;
  }

  async close(): Promise<void> {
    await Promise.all(this.executions.filter(({ status }) => status === 'InProgress').map((execution) => this.stop(execution, 'the local cloud stops')));
  }

  private async run(execution: Execution, stages: readonly Stage[]): Promise<void> {
    try {
      await this.events.pipeline(execution, 'STARTED');
      for (const stage of stages) {
        if (!(await this.runStage(execution, stage))) return await this.end(execution);
        if (this.isSuperseded(execution)) {
          execution.status = 'Superseded';
          return await this.events.pipeline(execution, 'SUPERSEDED');
        }
      }
      execution.status = 'Succeeded';
      await this.events.pipeline(execution, 'SUCCEEDED');
    } catch (error) {
      execution.status = 'Failed';
      execution.statusSummary = (error as Error).message;
      this.cloud.log.write('codepipeline', `${execution.structure.name} ${execution.id}: ${(error as Error).stack}`);
    } finally {
      execution.lastUpdate = new Date();
    }
  }

  private async end(execution: Execution): Promise<void> {
    execution.status = execution.stop.signal.aborted ? 'Stopped' : 'Failed';
    await this.events.pipeline(execution, execution.status.toUpperCase());
  }

  /** An execution that waits between stages gives way to a newer one that has come as far (https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html). */
  private isSuperseded(execution: Execution): boolean {
    if ((execution.structure.executionMode ?? 'SUPERSEDED') !== 'SUPERSEDED') return false;
    const stagesDone = ({ actions }: Execution) => new Set(actions.filter(({ status }) => status === 'Succeeded').map(({ stage }) => stage)).size;
    return this.of(execution.pipeline).some((other) => other.startTime > execution.startTime && other.status === 'InProgress' && stagesDone(other) >= stagesDone(execution));
  }

  private async runStage(execution: Execution, stage: Stage): Promise<boolean> {
    await this.events.stage(execution, stage.name, 'STARTED');
    const orders = [...new Set(stage.actions.map(({ runOrder = 1 }) => runOrder))].sort((a, b) => a - b);
    for (const order of orders) {
      if (execution.stop.signal.aborted) return false;
      const actions = stage.actions.filter(({ runOrder = 1 }) => runOrder === order);
      const outcomes = await Promise.all(actions.map((action) => this.runAction(execution, stage, action)));
      if (outcomes.includes(false)) {
        await this.events.stage(execution, stage.name, 'FAILED');
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
    if (category === 'Approval') record.token = randomUUID();
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
