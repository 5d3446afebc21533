import { setTimeout as pause } from 'node:timers/promises';
import type { SessionCredentials } from '../../cloud';
import { type EmulatorApi, EmulatorApiError, type Place } from '../../gateway/emulator-api';
import type { RunnerCloud } from '../../runner-cloud';
import { Records } from '../records';
import { demandGenuine, NotGenuine } from './genuine';
import type { Performer } from './perform';
import { RELAY_QUEUE, type RelayMessage } from './relayed-task';
import { TaskError } from './task-error';

const LONG_POLL_SECONDS = 20;
const LOOK_MILLISECONDS = 1000;

/**
 * Does what Tasks of state machines ask for that the emulator cannot do: as a session of the state machine's role, which Step Functions must be
 * trusted to assume, and of the role in the Task's Credentials, which that session must be allowed to assume.
 */
export class Relay {
  private readonly listening = new Map<string, Promise<void>>();
  private readonly pending = new Set<Promise<void>>();
  private readonly ending = new AbortController();

  /** Where state machines use the relay. */
  private readonly places: Records<Place>;

  /** @param folder what it remembers over a restart */
  constructor(
    private readonly cloud: Pick<RunnerCloud, 'assumeServiceRole' | 'assumeRole' | 'log'>, private readonly api: EmulatorApi,
    private readonly performer: Pick<Performer, 'perform'>, folder: string,
  ) {
    this.places = new Records(folder);
  }

  /** Takes up again what it did before a restart. */
  async resume(): Promise<void> {
    await Promise.all(this.places.values().map((place) => this.listen(place)));
  }

  /** Makes sure that Tasks of an account and region are taken. */
  listen(place: Place): Promise<void> {
    const key = `${place.account}/${place.region}`;
    const known = this.listening.get(key) ?? this.open(place, key);
    this.listening.set(key, known);
    known.catch(() => this.listening.delete(key));
    return known;
  }

  /** Calls that are under way end, and are not answered for. */
  async close(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.pending);
  }

  private async open(place: Place, key: string): Promise<void> {
    await this.api(place, 'sqs', 'CreateQueue', { QueueName: RELAY_QUEUE });
    this.places.set(key, place);
    void this.take(place);
  }

  private async take(place: Place): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        const { Messages = [] } = await this.api(place, 'sqs', 'ReceiveMessage', { QueueUrl: RELAY_QUEUE, MaxNumberOfMessages: 10, WaitTimeSeconds: LONG_POLL_SECONDS });
        if (this.ending.signal.aborted) return;
        for (const { Body, ReceiptHandle } of Messages) {
          await this.api(place, 'sqs', 'DeleteMessage', { QueueUrl: RELAY_QUEUE, ReceiptHandle });
          const work = this.handle(place, Body).catch((error: Error) => this.write(error instanceof NotGenuine ? `a message of ${place.account}/${place.region} is not done: ${error.message}` : error.stack ?? error.message));
          this.pending.add(work);
          void work.finally(() => this.pending.delete(work));
        }
      } catch (error) {
        if (this.ending.signal.aborted) return;
        this.write(`${place.account}/${place.region}: ${(error as Error).message}`);
        await pause(LOOK_MILLISECONDS, undefined, { signal: this.ending.signal }).catch(() => undefined);
      }
    }
  }

  private async handle(place: Place, body: string): Promise<void> {
    const message: RelayMessage = JSON.parse(body);
    await demandGenuine(this.api, place, message);
    const { Token: taskToken, Resource, Execution } = message;
    const given = new AbortController();
    const signal = AbortSignal.any([this.ending.signal, given.signal]);
    const watch = this.watch(place, message, given, signal);
    try {
      const output = await this.done(place, message, signal);
      this.write(`${Execution} ${Resource}: done`);
      // the token of a Task with .waitForTaskToken went out with the call: whoever got it ends the Task
      if (!Resource.endsWith('.waitForTaskToken')) await this.api(place, 'states', 'SendTaskSuccess', { taskToken, output: JSON.stringify(output ?? null) });
    } catch (error) {
      if (signal.aborted) return this.write(`${Execution} ${Resource}: nobody waits for it any more`);
      const { error: name, cause } = error instanceof TaskError ? error : new TaskError('States.Runtime', `local-cloud: ${(error as Error).message}`);
      this.write(`${Execution} ${Resource}: ${name}: ${cause}`);
      await this.api(place, 'states', 'SendTaskFailure', { taskToken, error: name, cause });
    } finally {
      given.abort();
      await watch;
    }
  }

  private async done(place: Place, message: RelayMessage, signal: AbortSignal): Promise<unknown> {
    const credentials = await this.sessionFor(place, message);
    return this.performer.perform({ resource: message.Resource, parameters: message.Parameters, credentials, region: place.region, signal });
  }

  private async sessionFor(place: Place, { StateMachine, Execution, Credentials }: RelayMessage): Promise<SessionCredentials> {
    const { roleArn } = await this.api(place, 'states', 'DescribeStateMachine', { stateMachineArn: StateMachine });
    const name = Execution.split(':').pop() ?? 'StepFunctions';
    const own = await this.cloud.assumeServiceRole(roleArn, 'states.amazonaws.com', name).catch((error: Error) => {
      throw new TaskError('States.TaskFailed', `Step Functions is not authorized to assume the state machine's role, ${roleArn}: ${error.message}`);
    });
    const target = Credentials?.RoleArn;
    if (!target) return own;
    // https://docs.aws.amazon.com/step-functions/latest/dg/concepts-access-cross-acct-resources.html
    return this.cloud.assumeRole(own, target, name, StateMachine).catch(() => {
      throw new TaskError('States.TaskFailed', `The role ${roleArn} is not authorized to assume the task state's role, ${target}.`);
    });
  }

  /** Gives up when the Task timed out, which takes its token away, or its execution was stopped. */
  private async watch(place: Place, { Token: taskToken, Execution: executionArn }: RelayMessage, given: AbortController, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await pause(LOOK_MILLISECONDS, undefined, { signal });
        await this.api(place, 'states', 'SendTaskHeartbeat', { taskToken });
        const { status } = await this.api(place, 'states', 'DescribeExecution', { executionArn });
        if (status !== 'RUNNING') return given.abort();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof EmulatorApiError) return given.abort();
      this.write(`${executionArn}: ${(error as Error).message}`);
    }
  }

  private write(line: string): void {
    this.cloud.log.write('relay', line);
  }
}
