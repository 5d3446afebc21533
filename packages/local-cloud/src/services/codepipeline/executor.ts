import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { noSpace } from '../../no-space';
import type { RunnerCloud } from '../../runner-cloud';
import { forgetOldest } from '../forget-oldest';
import { quietly } from '../quietly';
import { Records } from '../records';
import { AwsError } from '../service';
import type { ActionProvider } from './actions/action-context';
import { ArtifactStore } from './artifact-store';
import { PipelineEvents } from './events';
import type { Action, ActionExecution, Execution, SavedPipeline, Stage } from './pipeline';
import { PipelineSessions } from './pipeline-sessions';
import type { Pipelines } from './pipelines';
import { resumptionOf, waitsForAnswer } from './resumption';
import { StageLocks } from './stage-locks';
import { resolveVariables } from './variables';

/** With which event it begins; none when a restart lies between. */
type Begins = 'STARTED' | 'RESUMED' | 'CONTINUED';

const CUT_OFF = 'the local cloud ended while it ran, retry the stage';
const NO_CREDENTIALS = { accessKeyId: '', secretAccessKey: '' };
const keyOf = ({ pipeline: { account, region, structure }, id }: Execution) => `${account}/${region}/${structure.name}/${id}`;

/** Runs executions: stage after stage, in a stage the actions of a run order side by side. */
export class Executor {
  private readonly executions: Records<Execution>;
  private readonly running = new Set<Execution>();
  private readonly events: PipelineEvents;
  private readonly stages = new StageLocks();
  private readonly sessions: PipelineSessions;

  /** @param providers by category and provider: `Build/CodeBuild` */
  constructor(private readonly cloud: RunnerCloud, pipelines: Pipelines, private readonly providers: Readonly<Record<string, ActionProvider>>) {
    this.events = new PipelineEvents(cloud);
    this.sessions = new PipelineSessions(cloud);
    this.executions = new Records<Execution>(path.join(cloud.folders.runner, 'codepipeline', 'executions'), {
      pipeline: (_, key) => pipelines.byKey(key.slice(0, key.lastIndexOf('/'))), stop: () => new AbortController(), done: () => Promise.resolve(),
    });
  }

  start(pipeline: SavedPipeline, trigger: Execution['trigger']): Execution {
    const now = new Date();
    const execution: Execution = {
      id: randomUUID(), pipeline, structure: pipeline.structure, startTime: now, lastUpdate: now, trigger, status: 'InProgress',
      actions: [], revisions: [], variables: new Map(), artifacts: new Map(), isStopping: false, stop: new AbortController(), done: Promise.resolve(),
    };
    this.executions.set(keyOf(execution), execution);
    forgetOldest(this.executions, (one) => one.pipeline === pipeline, (one) => one !== execution && !this.running.has(one));
    this.begin(execution, execution.structure.stages);
    return execution;
  }

  of(pipeline: SavedPipeline): Execution[] {
    return this.executions.values().filter((execution) => execution.pipeline === pipeline).reverse();
  }

  /** A pipeline is to be deleted, and its executions with it. */
  forget(pipeline: SavedPipeline): void {
    for (const execution of this.of(pipeline)) this.executions.delete(keyOf(execution));
  }

  /** Goes on with what ran when the cloud ended: what waited waits again, in the stages that it held; what was at work has failed and can be retried. */
  resume(): void {
    const ran = this.executions.values().filter(({ status }) => status === 'InProgress' || status === 'Stopping').map((execution) => ({ execution, ...resumptionOf(execution) }));
    // whoever stands in a stage keeps out those that wait for it
    ran.sort((one, other) => Number(other.isInside) - Number(one.isInside) || one.execution.startTime.getTime() - other.execution.startTime.getTime());
    for (const { execution, cutOff, stages } of ran) {
      if (cutOff.length > 0 || execution.isStopping) void this.cutOff(execution, cutOff);
      else this.begin(execution, stages, 'CONTINUED');
    }
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
    this.begin(execution, [{ ...failed, actions: failed.actions.filter(({ name }) => !done.includes(name)) }, ...later], 'RESUMED');
  }

  /** @param abandon whether actions that have begun are ended; otherwise they are waited for */
  stop(execution: Execution, reason: string, abandon: boolean): void {
    execution.status = 'Stopping';
    execution.statusSummary = reason;
    execution.isStopping = true;
    this.keep(execution);
    this.stages.giveUp(execution);
    if (abandon) execution.stop.abort();
  }

  async close(): Promise<void> {
    this.executions.freeze();
    const running = [...this.running];
    for (const execution of running) this.stop(execution, 'the local cloud stops', true);
    await Promise.all(running.map(({ done }) => done));
  }

  private begin(execution: Execution, stages: readonly Stage[], begins: Begins = 'STARTED'): void {
    this.running.add(execution);
    execution.done = this.run(execution, stages, begins).finally(() => this.running.delete(execution));
  }

  private readonly write = (line: string): void => this.cloud.log.write('codepipeline', line);

  private keep(execution: Execution): void {
    this.executions.save(keyOf(execution));
  }

  private async cutOff(execution: Execution, actions: readonly ActionExecution[]): Promise<void> {
    const now = new Date();
    const names = actions.map(({ stage, action }) => `${stage}/${action.name}`).join(', ');
    const open = execution.actions.filter(({ status }) => status === 'InProgress');
    for (const record of open) {
      const ran = actions.includes(record);
      Object.assign(record, { status: ran ? 'Failed' : 'Abandoned', lastUpdate: now, error: ran ? { code: 'JobFailed', message: CUT_OFF } : undefined });
    }
    Object.assign(execution, { status: execution.isStopping ? 'Stopped' : 'Failed', lastUpdate: now });
    if (!execution.isStopping) execution.statusSummary = `${CUT_OFF}: ${names}`;
    const stage = execution.actions.at(-1)?.stage;
    await quietly(this.write, () => this.keep(execution), ...open.map((record) => () => this.events.action(execution, record, record.status.toUpperCase())),
      () => stage && this.events.stage(execution, stage, execution.status.toUpperCase()), () => this.events.pipeline(execution, execution.status.toUpperCase()));
  }

  private async run(execution: Execution, stages: readonly Stage[], begins: Begins): Promise<void> {
    try {
      if (begins !== 'CONTINUED') {
        this.keep(execution);
        await this.events.pipeline(execution, begins);
      }
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
      this.write(`${execution.structure.name} ${execution.id}: ${(error as Error).stack}`);
    } finally {
      execution.lastUpdate = new Date();
      await quietly(this.write, () => this.keep(execution));
    }
  }

  private async end(execution: Execution, status: Execution['status']): Promise<void> {
    execution.status = status;
    this.keep(execution);
    await this.events.pipeline(execution, status.toUpperCase());
  }

  private async runStage(execution: Execution, stage: Stage, begins: Begins): Promise<boolean> {
    if (execution.isStopping) return false;
    const hasBegun = execution.actions.some((record) => record.stage === stage.name);
    if (begins !== 'CONTINUED') await this.events.stage(execution, stage.name, begins);
    else if (!hasBegun) await this.events.stage(execution, stage.name, 'STARTED');
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
    const waiting = execution.actions.find((one) => one.stage === stage.name && one.action.name === action.name && waitsForAnswer(one));
    const record = waiting ?? this.recordOf(execution, stage, action);
    if (!waiting) await this.events.action(execution, record, 'STARTED');
    try {
      execution.stop.signal.throwIfAborted();
      const work = this.providers[`${category}/${provider}`];
      if (!work) throw new Error(`local-cloud: actions of ${category}/${provider} are not in the table of what runs`);
      const configuration = Object.fromEntries(Object.entries(action.configuration ?? {}).map(([key, value]) => [key, resolveVariables(value, execution)]));
      record.configuration = configuration;
      // whoever may answer sees the question already: it waits from this moment on, and needs no credentials for that
      const credentials = waiting ? NO_CREDENTIALS : await this.credentialsOf(execution, action);
      const artifacts = new ArtifactStore(this.cloud, execution);
      const variables = await work({ cloud: this.cloud, execution, action, record, configuration, credentials, artifacts, signal: execution.stop.signal, keep: () => this.keep(execution) });
      record.outputVariables = variables ?? {};
      if (action.namespace) execution.variables.set(action.namespace, record.outputVariables);
      record.status = 'Succeeded';
      this.keep(execution);
      await this.events.action(execution, record, 'SUCCEEDED');
      return true;
    } catch (error) {
      record.status = execution.stop.signal.aborted ? 'Abandoned' : 'Failed';
      record.error = { code: (error as { code?: string }).code ?? (error as Error).name, message: noSpace(error, this.cloud.folders.root) ?? (error as Error).message };
      this.write(`${execution.structure.name} ${stage.name}/${action.name}: ${(error as Error).stack}`);
      await quietly(this.write, () => this.keep(execution), () => this.events.action(execution, record, record.status === 'Failed' ? 'FAILED' : 'ABANDONED'));
      return false;
    } finally {
      record.lastUpdate = new Date();
      execution.lastUpdate = record.lastUpdate;
      await quietly(this.write, () => this.keep(execution));
    }
  }

  private recordOf(execution: Execution, stage: Stage, action: Action): ActionExecution {
    const now = new Date();
    const record: ActionExecution = { id: randomUUID(), stage: stage.name, action, startTime: now, lastUpdate: now, status: 'InProgress' };
    execution.actions.push(record);
    this.keep(execution);
    return record;
  }

  /** A session of the pipeline's role, and from it one of the action's own role, in whatever account that is. */
  private async credentialsOf(execution: Execution, { roleArn, name }: Action) {
    const pipelineRole = await this.sessions.of(execution);
    return roleArn ? this.cloud.assumeRole(pipelineRole, roleArn, `${execution.id.slice(0, 8)}-${name}`) : pipelineRole;
  }
}
