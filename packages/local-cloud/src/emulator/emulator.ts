import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port';
import { killNow, killTree } from '../processes/kill-tree';
import { LOOPBACK_ONLY } from '../processes/loopback-only';

export interface EmulatorOptions {
  /** The Python of an environment with ministack. */
  readonly python: string;
  /** The folder it keeps its state, logs and temporary files in. */
  readonly folder: string;
  /** The port that is tried first. @default - a free one */
  readonly port?: number;
  /** A port that nobody uses at this moment. @default freePort */
  readonly nextPort?: () => Promise<number>;
  /** Forgets what the folder holds. */
  readonly fresh?: boolean;
  readonly region: string;
  /** Where its Lambda functions find AWS: the gateway. */
  readonly gatewayEndpoint: string;
  /** `node_modules` folder from which Lambda functions may load the AWS SDK. */
  readonly nodeModules?: string;
}

/** Runs it so that it saves more often than it would by itself. */
/** Names the mark of requests that the gateway has decided. */
export const DECIDED_HEADER = 'x-local-cloud-decided';
const MARK_BYTES = 48;
const PROGRAM = path.join(__dirname, '..', '..', 'environments', 'emulator.py');
/** How long saving may take. */
const SAVE_SECONDS = 30;
/** What its log says of state that it drops. */
const DROPPED = /Persistence: failed to load|refusing to load|Failed to restore persisted state/;
/** The exit code by which our program says that something could not be saved, and what the log says of it. */
const NOT_SAVED = 3;
const NOT_SAVED_LINE = /Persistence: (failed to save|error getting state)/;
const MOST_PORTS = 3;
/** The emulator's own words for it. */
const PORT_TAKEN = /is already in use|address already in use/i;
const ANSWER_MILLISECONDS = 5000;

/** The pinned AWS emulator, as a child process of ours: the package as it is published, started by a program that has it save more often. */
export class Emulator {
  private readonly kill = () => killNow(this.child);

  /** @param decidedMark what a request is marked with (`DECIDED_HEADER`) whose trust policy was asked already */
  private constructor(private readonly child: ChildProcess, readonly port: number, private readonly temporary: string, private readonly logFile: string, readonly decidedMark: string) {
    // whatever ends this process ends its child: a group of its own would outlive it
    process.once('exit', this.kill);
  }

  /**
   * A port may be taken by somebody between the moment it was found free and the emulator's own start: then another is tried.
   * @throws Error with the emulator's last lines when it does not come up
   */
  static async start(options: EmulatorOptions): Promise<Emulator> {
    let port = options.port;
    for (let tries = MOST_PORTS; ; tries--) {
      try {
        port ??= await (options.nextPort ?? freePort)();
        return await this.startOn(port, options);
      } catch (error) {
        if (tries <= 1 || !PORT_TAKEN.test((error as Error).message)) throw error;
        port = undefined;
      }
    }
  }

  private static async startOn(port: number, options: EmulatorOptions): Promise<Emulator> {
    const temporary = path.join(options.folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const logFile = path.join(options.folder, 'emulator.log');
    const log = openSync(logFile, 'w');
    // the open end of its standard input tells it that we are there
    const args = [PROGRAM, '-m', 'ministack', path.join(options.folder, '..', 'emulator.lock'), ...(options.fresh ? ['--fresh'] : [])];
    const identity = randomUUID();
    const child = spawn(options.python, args, { env: environment(options, port, identity, temporary), stdio: ['pipe', log, log], detached: true, cwd: options.folder });
    child.stdin?.on('error', () => undefined);
    const decidedMark = randomBytes(MARK_BYTES / 2).toString('hex');
    child.stdin?.write(decidedMark);
    closeSync(log);
    const failed = new Promise<Error>((resolve) => { child.once('error', resolve); });
    const emulator = new Emulator(child, port, temporary, logFile, decidedMark);
    if (!(await emulator.becomesHealthy(identity))) {
      await emulator.stop();
      const lines = child.pid === undefined ? (await failed).message : readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n');
      throw new Error(`the emulator did not come up on port ${port}. Its last lines:\n${lines}`);
    }
    const dropped = linesOf(logFile, DROPPED);
    if (dropped.length > 0) {
      // at once: what it could read it would save over what it could not
      await emulator.end();
      throw new Error(`the emulator cannot go on with the state in ${options.folder}:\n${dropped.map((line) => `  ${line}`).join('\n')}\n"local-cloud reset" forgets it and starts anew; until then nothing of it is changed`);
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

  /**
   * Lets it save what it holds, and ends it.
   * @throws Error, once it has ended, when something could not be saved
   */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.isAlive) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await Promise.race([ended, pause(SAVE_SECONDS * 1000, undefined, { ref: false })]);
    }
    await this.end();
    if (this.child.exitCode === NOT_SAVED) throw new Error(`the emulator ended and could not save all that it held: ${linesOf(this.logFile, NOT_SAVED_LINE).join('; ') || `see ${this.logFile}`}`);
  }

  private async end(): Promise<void> {
    this.stopping = true;
    process.removeListener('exit', this.kill);
    killNow(this.child);
    await killTree(this.child, 0);
    rmSync(this.temporary, { recursive: true, force: true });
  }

  private stopping = false;

  /** Whether this process answers: on a port that was taken meanwhile it may be another one of its kind. */
  private async becomesHealthy(identity: string): Promise<boolean> {
    for (let attempt = 0; attempt < 300 && this.isAlive; attempt++) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/_ministack/health`, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) }).then((health) => health.text(), () => '');
      if (answer.includes(identity)) return true;
      await pause(100);
    }
    return false;
  }
}

const linesOf = (file: string, pattern: RegExp): string[] => readFileSync(file, 'utf8').split('\n').filter((line) => pattern.test(line));

/** Nothing of the user's environment: a Lambda function inherits all of it. */
function environment(options: EmulatorOptions, port: number, identity: string, temporary: string): NodeJS.ProcessEnv {
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
    PERSIST_STATE: '1',
    STATE_DIR: path.join(options.folder, 'state'),
    S3_PERSIST: '1',
    S3_DATA_DIR: path.join(options.folder, 's3'),
    GATEWAY_PORT: String(port),
    // it tells this of itself and has no other use for it
    MINISTACK_EDITION: identity,
    MINISTACK_REGION: options.region,
    AWS_ENDPOINT_URL: options.gatewayEndpoint,
    ...LOOPBACK_ONLY,
    LAMBDA_ACCOUNT_CONCURRENCY: '8',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(options.nodeModules ? { NODE_PATH: options.nodeModules } : {}),
  };
}
