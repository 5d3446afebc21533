import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionCredentials } from '../../cloud';
import { freePort } from '../../free-port';
import type { RunningProcess } from '../../processes/processes';
import type { RunnerCloud } from '../../runner-cloud';

/** A call of an AWS API, in the terms of botocore. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly parameters: unknown;
  readonly region: string;
}

/** An API's refusal, with the code that it has on the wire. */
export class AwsCallError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

const SCRIPT = path.join(__dirname, '..', '..', '..', 'environments', 'call_aws.py');
const READY_SECONDS = 60;

/** Calls any AWS API through the gateway, with botocore in a process of its own: it is started by the first call, and ends with the cloud. */
export class AwsCaller {
  private started?: Promise<string>;

  constructor(private readonly cloud: Pick<RunnerCloud, 'endpoint' | 'environments' | 'processes' | 'folders' | 'log'>) {}

  /** @throws AwsCallError what the API answered */
  async call(call: AwsCall, credentials: SessionCredentials, signal: AbortSignal): Promise<any> {
    this.started ??= this.start();
    this.started.catch(() => { this.started = undefined; });
    const url = await this.started;
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ ...call, credentials }), signal });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: { code: string; message: string } };
    if (error) throw new AwsCallError(error.code, error.message);
    return result;
  }

  private async start(): Promise<string> {
    const { python, bin } = await this.cloud.environments.ensure('emulator');
    const port = await freePort();
    const child = this.cloud.processes.start({
      command: [python, SCRIPT, String(port), this.cloud.endpoint], cwd: this.cloud.folders.tmp, bin, env: {}, log: (line) => this.cloud.log.write('relay', line), serves: true,
    });
    const ended = () => { this.started = undefined; };
    child.exit.then(ended, ended);
    const url = `http://127.0.0.1:${port}`;
    await ready(url, child);
    return url;
  }
}

async function ready(url: string, child: RunningProcess): Promise<void> {
  let over = false;
  const ended = () => { over = true; };
  child.exit.then(ended, ended);
  const end = Date.now() + READY_SECONDS * 1000;
  while (!over && Date.now() < end) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
    await pause(50);
  }
  await child.stop();
  throw new Error(`the process that calls AWS APIs did not come up in ${READY_SECONDS} s: logs/relay.log says why`);
}
