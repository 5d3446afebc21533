import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../root';
import { allProcesses, descendants, kindOf, Peaks } from '../processes';

/** What the process of a local cloud is asked. */
export interface CloudRequest {
  /** `heap` is what the runner holds after everything else was thrown away, in MB. */
  readonly call: 'bootstrap' | 'deploy' | 'heap' | 'stop';
  readonly accounts?: readonly string[];
  readonly assembly?: string;
  readonly stacks?: readonly string[];
}

const MEMORY_MILLISECONDS = 250;
const stateIn = (folder: string) => path.join(folder, 'state');

/** A local cloud with an empty state in a process of its own. */
export class CloudProcess {
  static async start(): Promise<CloudProcess> {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-cloud-'));
    const child = fork(path.join(__dirname, 'cloud.ts'), [stateIn(folder), path.join(ROOT, '.local-cloud-cache')], { execArgv: ['--import', 'tsx', '--expose-gc'], cwd: ROOT });
    try {
      return new CloudProcess(child, folder, (await answerOf(child)) as string);
    } catch (error) {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The most memory since the last `forget`. */
  peaks = new Peaks();
  private readonly timer = setInterval(() => this.peaks.add(this.processes()), MEMORY_MILLISECONDS);

  private constructor(private readonly child: ChildProcess, readonly folder: string, readonly endpoint: string) {}

  async ask(request: CloudRequest): Promise<unknown> {
    this.child.send(request);
    return answerOf(this.child);
  }

  /** An SDK client of an account's root. */
  client<T>(Client: new (options: Record<string, unknown>) => T, account: string): T {
    return new Client({ endpoint: this.endpoint, region: 'eu-west-1', forcePathStyle: true, credentials: { accessKeyId: account, secretAccessKey: 'bench' } });
  }

  /** The folder of its state. */
  get state(): string {
    return stateIn(this.folder);
  }

  /** Memory at this moment, by kind, in MB. */
  memory(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { command, megabytes } of this.processes()) sums[kindOf(command)] = (sums[kindOf(command)] ?? 0) + megabytes;
    return sums;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    await this.ask({ call: 'stop' });
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private processes() {
    return descendants(this.child.pid ?? 0, allProcesses());
  }
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`the local cloud's process ended with ${code}`));
    child.once('exit', gone);
    child.once('message', ({ value, error }: { value?: unknown; error?: string }) => {
      child.removeListener('exit', gone);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    });
  });
}

/** Asks until there is an answer. @throws Error when there is none in time */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, minutes = 10): Promise<T> {
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(100);
  }
  throw new Error(`${what}: not within ${minutes} minutes`);
}
