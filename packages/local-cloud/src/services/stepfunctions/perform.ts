import { setTimeout as pause } from 'node:timers/promises';
import type { SessionCredentials } from '../../cloud';
import type { ServiceModel, ServiceModels } from '../../model/service-model';
import { AwsCallError, type AwsCaller } from './aws-caller';
import { type Integration, integrationOf, isFunction } from './integration';
import { optimisedName } from './sdk-names';
import { SYNC_JOBS, type SyncJob } from './sync-jobs';
import { TaskError, taskError } from './task-error';
import { fromApi, toApi } from './task-values';

/** One Task: what is called, with what, and by whom. */
export interface Task {
  readonly resource: string;
  readonly parameters: any;
  readonly credentials: SessionCredentials;
  readonly region: string;
  /** Aborted when nobody waits for the Task any more. */
  readonly signal: AbortSignal;
}

const POLL_MILLISECONDS = 300;
/** Where Step Functions does not name a service as botocore does. */
const OPTIMISED_NAMES: Readonly<Record<string, string>> = { states: 'stepfunctions' };

/** What optimised integrations make of an answer beside giving it a Task's form; undefined for nothing. @throws TaskError */
const OPTIMISED: Readonly<Record<string, (result: any) => unknown>> = {
  // https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
  'events:putEvents': (result) => {
    if (result.FailedEntryCount > 0) throw new TaskError('EventBridge.FailedEntry', JSON.stringify(result));
  },
  // https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
  'lambda:invoke': ({ Payload, FunctionError, ...result }) => {
    const payload = Payload ? JSON.parse(Payload) : null;
    if (FunctionError) throw new TaskError(payload?.errorType ?? 'Lambda.Unknown', JSON.stringify(payload));
    return { ...result, Payload: payload };
  },
};

/** Does Tasks as Step Functions does: calls, waits for jobs, gives results and errors AWS's form. */
export class Performer {
  constructor(private readonly caller: AwsCaller, private readonly models: ServiceModels) {}

  /** @throws TaskError */
  async perform(task: Task): Promise<unknown> {
    const integration = integrationOf(task.resource);
    if (integration) return new Call(this.caller, this.models, integration, task).done();
    if (!isFunction(task.resource)) throw new TaskError('States.Runtime', `local-cloud: ${task.resource} is neither a function nor a service integration`);
    const invoke: Integration = { service: 'lambda', action: 'invoke', sdk: false, pattern: 'request' };
    const result: any = await new Call(this.caller, this.models, invoke, { ...task, parameters: { FunctionName: task.resource, Payload: task.parameters } }).done();
    return result.Payload;
  }
}

class Call {
  private readonly model: ServiceModel;
  private readonly service: string;
  private readonly operation: string;

  constructor(private readonly caller: AwsCaller, models: ServiceModels, private readonly integration: Integration, private readonly task: Task) {
    const { service, action, sdk } = integration;
    const name = (sdk ? models.named(service) : undefined) ?? OPTIMISED_NAMES[service] ?? service;
    try {
      this.model = models.of(name);
    } catch {
      throw new TaskError('States.Runtime', `local-cloud: there is no service ${service} behind ${task.resource}`);
    }
    this.service = name;
    this.operation = this.named(action);
  }

  async done(): Promise<unknown> {
    const { integration: { sdk, pattern }, task } = this;
    const given: any = toApi(this.model, this.model.operations[this.operation].input?.shape, task.parameters ?? {});
    const job = pattern === 'sync' || pattern === 'sync:2' ? this.job() : undefined;
    const started = await this.call(this.operation, given);
    if (job) return this.finished(job, job.named(started, given));
    const result = fromApi(this.model, this.outputOf(this.operation), started, sdk);
    return sdk ? result : (OPTIMISED[`${this.integration.service}:${this.integration.action}`]?.(result) ?? result);
  }

  private job(): SyncJob {
    const { service, action } = this.integration;
    const job = SYNC_JOBS[`${service}:${action}`];
    if (!job) throw new TaskError('States.Runtime', `local-cloud: ${this.task.resource} is not in the table of what .sync waits for: ${Object.keys(SYNC_JOBS).join(', ')}`);
    return job;
  }

  private async finished(job: SyncJob, named: object): Promise<unknown> {
    try {
      for (;;) {
        const described = await this.call(job.describe, named);
        const status = at(at(described, job.job), job.status);
        if (!job.running.includes(status)) return this.ended(job, described, status);
        await pause(POLL_MILLISECONDS, undefined, { signal: this.task.signal });
      }
    } catch (error) {
      // as on AWS, whoever stops waiting tries to stop the job (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync)
      if (this.task.signal.aborted && job.stop) await this.call(job.stop, job.stopped?.(named) ?? named, AbortSignal.timeout(5000)).catch(() => undefined);
      throw error;
    }
  }

  private ended(job: SyncJob, described: unknown, status: string): unknown {
    const shown = at(fromApi(this.model, this.outputOf(job.describe), described, false), job.job.map(optimisedName));
    if (!job.succeeded.includes(status)) throw new TaskError('States.TaskFailed', JSON.stringify(shown));
    if (this.integration.pattern === 'sync:2' && typeof shown.Output === 'string') return { ...shown, Output: JSON.parse(shown.Output) };
    return job.result ? { [job.result]: shown } : shown;
  }

  private async call(operation: string, parameters: unknown, signal = this.task.signal): Promise<any> {
    try {
      return await this.caller.call({ service: this.service, operation, parameters, region: this.task.region }, this.task.credentials, signal);
    } catch (error) {
      throw error instanceof AwsCallError ? taskError(this.model, operation, this.integration, error) : error;
    }
  }

  private named(action: string): string {
    const name = Object.keys(this.model.operations).find((operation) => operation.toLowerCase() === action.toLowerCase());
    if (!name) throw new TaskError('States.Runtime', `local-cloud: ${this.service} has no operation ${action}`);
    return name;
  }

  private outputOf(operation: string): string | undefined {
    return this.model.operations[operation].output?.shape;
  }
}

const at = (value: any, path: readonly string[]) => path.reduce((found, key) => found?.[key], value);
