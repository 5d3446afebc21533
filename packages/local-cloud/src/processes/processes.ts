import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { killTree, signalGroup } from './kill-tree';

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

/** Starts processes that see nothing of the user's credentials, and ends all of them. */
export class Processes {
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly options: { readonly tmp: string; readonly wheels?: string }) {
    // whatever ends this process ends its children: a group of its own would outlive it
    process.once('exit', () => [...this.running].forEach(({ pid }) => pid !== undefined && signalGroup(pid, 'SIGKILL')));
  }

  start({ command, cwd, env, bin, log, timeoutSeconds }: ProcessOptions): RunningProcess {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd, env: { ...this.base(bin), ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.running.add(child);
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream, crlfDelay: Infinity }).on('line', log);
    let timedOut = false;
    const stop = (graceSeconds = 2) => killTree(child, graceSeconds);
    const timer = timeoutSeconds ? setTimeout(() => { timedOut = true; void stop(); }, timeoutSeconds * 1000) : undefined;
    const exit = new Promise<Exit>((resolve, reject) => {
      child.once('error', (error) => { this.running.delete(child); clearTimeout(timer); reject(error); });
      child.once('close', (code, signal) => { this.running.delete(child); clearTimeout(timer); resolve({ code, signal, timedOut }); });
    });
    exit.catch(() => undefined);
    return { pid: child.pid, exit, stop };
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((child) => killTree(child, 1)));
  }

  /**
   * What every process gets. Nothing of it comes from the user but the places of programs; what could call out is pointed at a closed port of this machine.
   */
  private base(bin: string | undefined): NodeJS.ProcessEnv {
    const nowhere = 'http://127.0.0.1:9';
    return {
      PATH: [bin, path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].filter(Boolean).join(':'),
      HOME: this.options.tmp, TMPDIR: this.options.tmp, LANG: 'C.UTF-8',
      PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1',
      AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0',
      PIP_NO_INDEX: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1', PIP_CONFIG_FILE: '/dev/null',
      ...(this.options.wheels ? { PIP_FIND_LINKS: this.options.wheels } : {}),
      HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere, NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost',
      SAGEMAKER_TELEMETRY_OPT_OUT: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false',
      JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    };
  }
}
