import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accountsOf, bootstrapsOf } from '../assembly-accounts';
import { cdk } from '../cdk-cli';
import { traceLine } from '../gateway/trace';
import { readTrace, TRACE_FOLDER } from '../gateway/trace-file';
import { readImages } from '../processes/images-file';
import { withoutAws } from '../processes/without-aws';
import { type Running, StateFolder } from '../state-folder';
import { type Options, UsageError } from './options';

type Command = (options: Options) => Promise<number>;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Python environments may have to be installed first. */
const START_SECONDS = 180;
const STOP_SECONDS = 60;
const ANSWER_SECONDS = 10;

/** The commands of the command line, by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  up, serve, deploy, destroy, status, logs, trace, reset, down, table,
};

async function up(options: Options): Promise<number> {
  const known = await runningIn(options.state);
  if (known) throw new Error(`a local cloud runs at ${known.endpoint} already (process ${known.pid}): "local-cloud down" stops it`);
  mkdirSync(options.state, { recursive: true, mode: 0o700 });
  const log = openSync(path.join(options.state, 'serve.log'), 'w');
  const { state, port, region, wheels, images, fresh } = options;
  const given = [...(region ? ['--region', region] : []), ...(wheels ? ['--wheels', wheels] : []), ...(images ? ['--images', images] : []), ...(fresh ? ['--fresh'] : [])];
  const args = ['serve', '--state', state, '--port', String(port), ...given];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1], ...args], { detached: true, stdio: ['ignore', log, log], env: withoutAws(process.env) });
  child.unref();
  const stopped = stopSignal();
  const end = Date.now() + START_SECONDS * 1000;
  while (!(await runningIn(state))) {
    if (hasEnded(child) || Date.now() > end || stopped.by) {
      await ended(child);
      throw new Error(stopped.by ? `stopped by ${stopped.by}` : `it did not start:\n${readFileSync(path.join(state, 'serve.log'), 'utf8').trim()}`);
    }
    await pause(100);
  }
  stopped.forget();
  return status(options);
}

/** Runs in the foreground until it is told to stop: what `up` starts. */
async function serve({ state, port, region, wheels, images, fresh }: Options): Promise<number> {
  let hasStarted = false;
  const told = new Promise<void>((resolve) => {
    let times = 0;
    // whoever tells it before it has started, or twice, does not want to wait: what ends with the process ends then
    const stop = () => (hasStarted && times++ === 0 ? resolve() : process.exit(1));
    SIGNALS.forEach((signal) => process.on(signal, stop));
  });
  // the other commands need none of it, and are there at once
  const { LocalCloud: local } = await import('../local-cloud.js');
  const cloud = await local.start({ state, port, region, wheels, images: images ? readImages(images) : [], fresh, onProgress: console.log });
  hasStarted = true;
  await told;
  await cloud.stop();
  return 0;
}

async function status({ state }: Options): Promise<number> {
  const running = await runningIn(state);
  console.log(running ? `running at ${running.endpoint}, region ${running.region}, process ${running.pid}` : `no local cloud runs in ${state}`);
  if (!running) return 3;
  if (running.problem) throw new Error(running.problem.replace(/^local-cloud: /, ''));
  console.log(`export AWS_ENDPOINT_URL=${running.endpoint} AWS_REGION=${running.region} AWS_DEFAULT_REGION=${running.region} AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=any  # a key is an account: any 12 digits`);
  return 0;
}

async function deploy(options: Options): Promise<number> {
  const { session, assembly, deployer, stacks } = await deployment(options, 'deploy');
  for (const { accounts, qualifier } of bootstrapsOf(assembly)) await cdk.bootstrap(session, accounts, deployer, qualifier);
  process.stdout.write(await cdk.deploy(session, assembly, deployer, stacks));
  return 0;
}

async function destroy(options: Options): Promise<number> {
  const { session, assembly, deployer, stacks } = await deployment(options, 'destroy');
  process.stdout.write(await cdk.destroy(session, assembly, deployer, stacks));
  return 0;
}

/** What the CDK CLI is to work on, and where. */
async function deployment(options: Options, command: string) {
  const [assembly, ...stacks] = options.rest;
  const remedy = `"npx cdk synth" writes one to cdk.out, which is given as "local-cloud ${command} cdk.out"`;
  if (!assembly) throw new UsageError(`the folder of a cloud assembly is missing: ${remedy}`);
  if (!existsSync(path.join(assembly, 'manifest.json'))) throw new Error(`${assembly} is no cloud assembly, it has no manifest.json: ${remedy}`);
  const running = await demandRunning(options.state);
  // what it has started ends with this process, and not by a signal to it alone
  SIGNALS.forEach((signal) => process.once(signal, () => process.exit(130)));
  const accounts = accountsOf(assembly);
  const session = { endpoint: running.endpoint, region: running.region, home: path.join(options.state, 'tmp') };
  return { session, assembly: path.resolve(assembly), deployer: options.deployer ?? accounts[0], stacks };
}

async function logs({ state, rest }: Options): Promise<number> {
  const folder = path.join(state, 'logs');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.log')).sort() : [];
  const wanted = rest.length > 0 ? files.filter((file) => rest.some((name) => file.startsWith(name))) : files;
  if (wanted.length === 0) throw new Error(`there is no such log in ${folder}: ${files.map((file) => file.replace(/\.log$/, '')).join(', ') || 'none yet'}`);
  for (const file of wanted) process.stdout.write(`== ${file}\n${readFileSync(path.join(folder, file), 'utf8')}`);
  return 0;
}

/** Who asked what, allowed or not, by which statement: of the cloud that runs, or of the last one. */
async function trace({ state, denied, json }: Options): Promise<number> {
  // nothing refused where nothing ran would read like a clean record
  if (!existsSync(path.join(state, 'logs'))) throw new Error(`no local cloud has run in ${state}: "local-cloud up" starts one, and --state names the folder of another`);
  const entries = readTrace(path.join(state, TRACE_FOLDER)).filter(({ decision }) => !denied || decision !== 'allowed');
  for (const entry of entries) process.stdout.write(`${json ? JSON.stringify(entry) : traceLine(entry)}\n`);
  if (entries.length === 0) console.error(`${denied ? 'nothing was refused' : 'nothing was decided'} yet in ${state}`);
  return 0;
}

/** What runs, what is stored, what differs from AWS: as the code says, whether a cloud runs or not. */
async function table({ rest: [service] }: Options): Promise<number> {
  const [{ table: rows }, { tableText }] = await Promise.all([import('../table/index.js'), import('../table/text.js')]);
  console.log(tableText(rows(), service).join('\n'));
  return 0;
}

/** Where it ran it runs again. */
async function reset(options: Options): Promise<number> {
  const running = await runningIn(options.state);
  await down(options);
  return up({ ...options, fresh: true, port: options.port || Number(running ? new URL(running.endpoint).port : 0), region: options.region ?? running?.region });
}

async function down({ state }: Options): Promise<number> {
  const running = await runningIn(state);
  if (!running) {
    console.log(`no local cloud runs in ${state}`);
    return 0;
  }
  process.kill(running.pid, 'SIGTERM');
  const end = Date.now() + STOP_SECONDS * 1000;
  while (StateFolder.running(state)) {
    if (Date.now() > end) throw new Error(`process ${running.pid} did not stop in ${STOP_SECONDS} s: its log is ${path.join(state, 'serve.log')}`);
    await pause(50);
  }
  const lost = lastWords(state).find((line) => line.includes('could not save'));
  if (lost) throw new Error(`stopped ${running.endpoint}, but ${lost.replace(/^local-cloud: /, '')}`);
  console.log(`stopped ${running.endpoint}`);
  return 0;
}

/** One that runs in the foreground has said them there. */
function lastWords(state: string): string[] {
  const file = path.join(state, 'serve.log');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

async function demandRunning(state: string): Promise<Running> {
  const running = await runningIn(state);
  if (!running) throw new Error(`no local cloud runs in ${state}: "local-cloud up" starts one`);
  return running;
}

/** Asks whoever has the process's number now whether it is the local cloud: after a restart of the machine it may be anybody. */
async function runningIn(state: string): Promise<(Running & { readonly problem?: string }) | undefined> {
  const running = StateFolder.running(state);
  if (!running) return undefined;
  try {
    const answer = await fetch(`${running.endpoint}/_local/identity`, { signal: AbortSignal.timeout(ANSWER_SECONDS * 1000) });
    const { pid, problem } = (await answer.json()) as { pid?: number; problem?: string };
    return pid === running.pid ? { ...running, problem } : undefined;
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') throw new Error(`${running.endpoint} does not answer: end process ${running.pid} if it is a local cloud, and remove ${state}`);
    return undefined;
  }
}

/** A child that was told to end has ended. */
async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  while (!hasEnded(child)) await pause(50);
}

/** Whoever was killed has a signal and no code. */
const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

function stopSignal(): { by?: NodeJS.Signals; forget(): void } {
  const listen = (signal: NodeJS.Signals) => { stopped.by = signal; };
  const stopped: { by?: NodeJS.Signals; forget(): void } = { forget: () => SIGNALS.forEach((signal) => process.removeListener(signal, listen)) };
  SIGNALS.forEach((signal) => process.on(signal, listen));
  return stopped;
}
