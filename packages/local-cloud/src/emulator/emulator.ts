import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killNow, killTree } from '../processes/kill-tree';
import { LOOPBACK_ONLY } from '../processes/loopback-only';

export interface EmulatorOptions {
  /** The Python of an environment with ministack. */
  readonly python: string;
  /** The folder it keeps its state, logs and temporary files in. */
  readonly folder: string;
  readonly port: number;
  readonly region: string;
  /** Where its Lambda functions find AWS: the gateway. */
  readonly gatewayEndpoint: string;
  /** `node_modules` folder from which Lambda functions may load the AWS SDK. */
  readonly nodeModules?: string;
}

/** The pinned, unmodified AWS emulator, as a child process of ours. */
export class Emulator {
  private readonly kill = () => killNow(this.child);

  private constructor(private readonly child: ChildProcess, readonly port: number, private readonly temporary: string) {
    // whatever ends this process ends its child: a group of its own would outlive it
    process.once('exit', this.kill);
  }

  /** @throws Error with the emulator's last lines when it does not come up */
  static async start(options: EmulatorOptions): Promise<Emulator> {
    const temporary = path.join(options.folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const logFile = path.join(options.folder, 'emulator.log');
    const log = openSync(logFile, 'w');
    const child = spawn(options.python, ['-m', 'ministack'], { env: environment(options, temporary), stdio: ['ignore', log, log], detached: true, cwd: options.folder });
    closeSync(log);
    const failed = new Promise<Error>((resolve) => { child.once('error', resolve); });
    const emulator = new Emulator(child, options.port, temporary);
    if (!(await emulator.becomesHealthy())) {
      await emulator.stop();
      const lines = child.pid === undefined ? (await failed).message : readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n');
      throw new Error(`the emulator did not come up on port ${options.port}. Its last lines:\n${lines}`);
    }
    return emulator;
  }

  /** Whether the process is there. */
  get isAlive(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Calls back once, when the emulator ends without having been told to; nothing that it started is left then. */
  onDeath(callback: (how: string) => void): void {
    const died = () => {
      if (this.stopping) return;
      killNow(this.child);
      callback(this.child.signalCode ? `by ${this.child.signalCode}` : `with ${this.child.exitCode}`);
    };
    if (this.isAlive) this.child.once('exit', died);
    else died();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    process.removeListener('exit', this.kill);
    await killTree(this.child, 3);
    rmSync(this.temporary, { recursive: true, force: true });
  }

  private stopping = false;

  private async becomesHealthy(): Promise<boolean> {
    for (let attempt = 0; attempt < 300 && this.isAlive; attempt++) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/_ministack/health`).catch(() => undefined);
      if (answer?.ok) return true;
      await pause(100);
    }
    return false;
  }
}

/** Nothing of the user's environment: a Lambda function inherits all of it. */
function environment(options: EmulatorOptions, temporary: string): NodeJS.ProcessEnv {
  const nodeBin = path.dirname(process.execPath);
  return {
    PATH: [path.dirname(options.python), nodeBin, '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: options.folder,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    AUTH: 'true',
    GATEWAY_PORT: String(options.port),
    MINISTACK_REGION: options.region,
    AWS_ENDPOINT_URL: options.gatewayEndpoint,
    ...LOOPBACK_ONLY,
    LAMBDA_ACCOUNT_CONCURRENCY: '8',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(options.nodeModules ? { NODE_PATH: options.nodeModules } : {}),
  };
}
