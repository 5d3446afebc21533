import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { killNow } from '../../src/processes/kill-tree';
import type { Running } from '../../src/state-folder';
import { CACHE } from '../gateway/running-cloud';
import { below, commandOf, processesIn, runs } from '../processes/waiting';

const ROOT = path.resolve(__dirname, '../../../..');
const MAIN = path.resolve(__dirname, '../../src/cli/main.ts');

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** The command line in a process of its own, on a state folder of its own, with the repository's prepared environments beside it. */
export class CommandLine {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
  readonly state = path.join(this.folder, 'state');
  private readonly seen = new Set<number>();

  constructor() {
    symlinkSync(CACHE, path.join(this.folder, '.local-cloud-cache'));
  }

  start(command: string, ...args: readonly string[]): ChildProcess & { readonly finished: Promise<Finished> } {
    const child = spawn(process.execPath, ['--import', require.resolve('tsx'), MAIN, command, '--state', this.state, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    this.seen.add(child.pid ?? 0);
    const finished = new Promise<Finished>((resolve) => child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') })));
    return Object.assign(child, { finished });
  }

  run(command: string, ...args: readonly string[]): Promise<Finished> {
    return this.start(command, ...args).finished;
  }

  /** What the folder says of the cloud that runs in it. */
  get running(): Running {
    return JSON.parse(readFileSync(path.join(this.state, 'local-cloud.json'), 'utf8'));
  }

  /** The cloud's process and all below it, at this moment. */
  get processes(): number[] {
    const { pid } = this.running;
    const all = [pid, ...below(pid)];
    all.forEach((each) => this.seen.add(each));
    return all;
  }

  /** The processes that this command line started, and those below them, that run. */
  get started(): number[] {
    const all = processesIn(this.folder);
    all.forEach((pid) => this.seen.add(pid));
    return all;
  }

  /** The emulator's processes. */
  get emulators(): number[] {
    return below(this.running.pid).filter((pid) => commandOf(pid).includes('-m ministack'));
  }

  /** Ends what a failed test left. */
  close(): void {
    for (const pid of [...this.started, ...this.seen]) if (runs(pid)) killNow({ pid } as ChildProcess);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
