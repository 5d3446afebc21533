import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdir } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { jsiiCache } from './jsii-cache';
import { killNow, killTree } from './kill-tree';
import { markOf } from './left-behind';
import { LOOPBACK_ONLY } from './loopback-only';
import { canMountOptMl, withOptMl } from './opt-ml';
import { Spans } from '../spans';

/**
 * A thread of OpenMP that waits for the others sleeps. By itself it spins, on the core that they need: beside other work scikit-learn's boosting takes twenty times the processor time
 * (https://gcc.gnu.org/onlinedocs/libgomp/GOMP_005fSPINCOUNT.html). Results are the same.
 */
const THREADS_THAT_SLEEP = { OMP_WAIT_POLICY: 'PASSIVE' };

export interface ProcessOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** All of the process's environment beside what every process of the runner gets. */
  readonly env: Readonly<Record<string, string>>;
  /** A Python environment whose `bin` comes first in PATH. */
  readonly bin?: string;
  readonly log: (line: string) => void;
  /** @default - none */
  readonly timeoutSeconds?: number;
  /** How long it may take to end once its time is over. @default 2 */
  readonly graceSeconds?: number;
  /** A folder that the process sees as `/opt/ml`, where the kernel allows that: ask `mountsOptMl` first. @default - none */
  readonly mounts?: { readonly optMl: string };
  /** It serves until it is stopped: the time it is there is no time it works. @default false */
  readonly serves?: boolean;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
}

export interface RunningProcess {
  readonly pid: number | undefined;
  readonly exit: Promise<Exit>;
  stop(graceSeconds?: number): Promise<void>;
}

export interface ProcessesOptions {
  readonly tmp: string;
  /** A folder of wheels that builds may install. @default - none */
  readonly wheels?: string;
  /** Whether processes get an `/opt/ml` of their own. @default - where the kernel allows that */
  readonly mountOptMl?: boolean;
  /** @default - nobody is told */
  readonly spans?: Spans;
}

/** Starts processes that see nothing of the user's credentials, and ends all of them. */
export class Processes {
  private readonly running = new Set<ChildProcess>();
  /** Whatever ends this process ends its children: a group of its own would outlive it. */
  private readonly killAll = () => this.running.forEach(killNow);
  private optMl?: Promise<boolean>;
  private closed = false;

  constructor(private readonly options: ProcessesOptions) {
    process.once('exit', this.killAll);
  }

  /** Whether a process can have an `/opt/ml` of its own here. */
  get mountsOptMl(): Promise<boolean> {
    mkdirSync(this.options.tmp, { recursive: true });
    this.optMl ??= this.options.mountOptMl === false ? Promise.resolve(false) : canMountOptMl(this.options.tmp);
    return this.optMl;
  }

  /** @throws Error once this has been closed: nothing may start while everything ends */
  start({ command, cwd, env, bin, log, timeoutSeconds, graceSeconds = 2, mounts, serves }: ProcessOptions): RunningProcess {
    if (this.closed) throw new Error(`${command[0]} is not started: the local cloud is stopping`);
    const stash = mounts && mkdtempSync(path.join(this.options.tmp, 'opt-'));
    const [program, ...args] = mounts && stash ? withOptMl(command, mounts.optMl, stash) : command;
    const child = spawn(program, args, { cwd, env: { ...this.base(bin), ...env, ...LOOPBACK_ONLY }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.running.add(child);
    const worked = serves ? undefined : this.options.spans?.begin('step', command.join(' '));
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream, crlfDelay: Infinity }).on('line', log);
    // as in a container, nothing outlives the first process; what does would also keep its output open
    child.once('exit', () => killNow(child));
    let timedOut = false;
    const stop = (grace = graceSeconds) => killTree(child, grace);
    const timer = timeoutSeconds ? setTimeout(() => { timedOut = true; void stop(); }, timeoutSeconds * 1000) : undefined;
    const ended = () => {
      this.running.delete(child);
      worked?.();
      clearTimeout(timer);
      // never recursively: in the process's own namespace /opt was mounted here
      if (stash) rmdir(stash, (error) => error && log(error.message));
    };
    const exit = new Promise<Exit>((resolve, reject) => {
      child.once('error', (error) => { ended(); reject(error); });
      // what was killed with it may still be about to end: it must not write where somebody tidies up
      child.once('close', (code, signal) => void killTree(child, 0).then(() => { ended(); resolve({ code, signal, timedOut }); }, reject));
    });
    exit.catch(() => undefined);
    return { pid: child.pid, exit, stop };
  }

  async close(): Promise<void> {
    this.closed = true;
    process.removeListener('exit', this.killAll);
    await Promise.all([...this.running].map((child) => killTree(child, 1)));
  }

  /**
   * What every process gets. Nothing of it comes from the user but the places of programs; what could call out is pointed at a
   * closed port of this machine; the SageMaker SDK's telemetry among it, which no variable turns off.
   */
  private base(bin: string | undefined): NodeJS.ProcessEnv {
    return {
      PATH: [bin, path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].filter(Boolean).join(':'),
      HOME: this.options.tmp, TMPDIR: this.options.tmp, LANG: 'C.UTF-8', ...markOf(path.dirname(this.options.tmp)),
      PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', ...THREADS_THAT_SLEEP,
      GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0',
      PIP_NO_INDEX: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1', PIP_CONFIG_FILE: '/dev/null',
      ...(this.options.wheels ? { PIP_FIND_LINKS: this.options.wheels } : {}),
      CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false',
      JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...(bin ? jsiiCache(path.dirname(bin)) : {}),
    };
  }
}
