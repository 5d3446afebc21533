import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accountsOf } from '../assembly-accounts';
import { cdk } from '../cdk-cli';
import { LocalCloud } from '../local-cloud';
import type { Options } from './options';

type Command = (options: Options) => Promise<number>;

interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly region: string;
}

const START_SECONDS = 180;

/** The commands of the command line, by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  up, serve, deploy, status, logs, reset, down,
};

async function up(options: Options): Promise<number> {
  const known = runningIn(options.state);
  if (known) throw new Error(`a local cloud runs at ${known.endpoint} already (process ${known.pid}): "local-cloud down" stops it`);
  mkdirSync(options.state, { recursive: true });
  const log = openSync(path.join(options.state, 'serve.log'), 'w');
  const args = ['serve', '--state', options.state, '--port', String(options.port), '--region', options.region, ...(options.wheels ? ['--wheels', options.wheels] : [])];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1], ...args], { detached: true, stdio: ['ignore', log, log] });
  child.unref();
  const end = Date.now() + START_SECONDS * 1000;
  while (!runningIn(options.state)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`it did not start:\n${readFileSync(path.join(options.state, 'serve.log'), 'utf8').trim()}`);
    await pause(100);
  }
  return status(options);
}

/** Runs in the foreground until it is told to stop: what `up` starts. */
async function serve(options: Options): Promise<number> {
  const cloud = await LocalCloud.start({ state: options.state, port: options.port, region: options.region, wheels: options.wheels, onProgress: console.log });
  await new Promise<void>((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => resolve())));
  await cloud.stop();
  return 0;
}

async function status({ state }: Options): Promise<number> {
  const running = runningIn(state);
  console.log(running ? `running at ${running.endpoint}, region ${running.region}, process ${running.pid}` : `no local cloud runs in ${state}`);
  if (running) console.log(`export AWS_ENDPOINT_URL=${running.endpoint} AWS_REGION=${running.region} AWS_ACCESS_KEY_ID=<12-digit account> AWS_SECRET_ACCESS_KEY=any`);
  return running ? 0 : 3;
}

async function deploy(options: Options): Promise<number> {
  const [assembly, ...stacks] = options.rest;
  if (!assembly || !existsSync(path.join(assembly, 'manifest.json'))) throw new Error(`${assembly ?? '(nothing)'} is no cloud assembly: give the cdk.out folder of a synthesized app`);
  const running = demandRunning(options.state);
  const accounts = accountsOf(assembly);
  const session = { endpoint: running.endpoint, region: running.region, home: path.join(options.state, 'tmp') };
  const deployer = options.deployer ?? accounts[0];
  for (const account of accounts) await cdk.bootstrap(session, account, deployer);
  process.stdout.write(await cdk.deploy(session, path.resolve(assembly), deployer, stacks));
  return 0;
}

async function logs({ state, rest }: Options): Promise<number> {
  const folder = path.join(state, 'logs');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.log')).sort() : [];
  const wanted = rest.length > 0 ? files.filter((file) => rest.some((name) => file.startsWith(name))) : files;
  if (wanted.length === 0) throw new Error(`there is no such log in ${folder}: ${files.map((file) => file.replace(/\.log$/, '')).join(', ') || 'none yet'}`);
  for (const file of wanted) process.stdout.write(`== ${file}\n${readFileSync(path.join(folder, file), 'utf8')}`);
  return 0;
}

async function reset(options: Options): Promise<number> {
  await down(options);
  return up(options);
}

async function down({ state }: Options): Promise<number> {
  const running = runningIn(state);
  if (!running) {
    console.log(`no local cloud runs in ${state}`);
    return 0;
  }
  process.kill(running.pid, 'SIGTERM');
  while (isAlive(running.pid)) await pause(50);
  console.log(`stopped ${running.endpoint}`);
  return 0;
}

function demandRunning(state: string): Running {
  const running = runningIn(state);
  if (!running) throw new Error(`no local cloud runs in ${state}: "local-cloud up" starts one`);
  return running;
}

function runningIn(state: string): Running | undefined {
  const file = path.join(state, 'local-cloud.json');
  if (!existsSync(file)) return undefined;
  const running: Running = JSON.parse(readFileSync(file, 'utf8'));
  return isAlive(running.pid) ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
