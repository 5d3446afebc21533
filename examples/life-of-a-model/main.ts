import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type Arguments, readArguments } from './arguments';
import { onInterrupt } from './interrupt';
import type { Life } from './life';
import { bringAlong, Unfit } from './own/own-project';
import { publish } from './passport/publish';
import { Recorder } from './passport/recorder';
import { Deviation, type Visited, visitAll } from './station';
import { stationsOf } from './stations';
import { viewFor } from './terminal/view';
import { installedDuring, Timings } from './timings';
import { readTopology, type Topology } from './topology';

const repository = path.resolve(__dirname, '..', '..');

async function main(): Promise<number> {
  let given: Arguments;
  let topology: Topology;
  try {
    given = readArguments(process.argv.slice(2), repository);
    if (!existsSync(given.topology)) throw new Error(`${given.topology} is no file: --topology takes one like those in examples/foundation/topologies`);
    topology = readTopology(given.topology);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const { keep, assembly } = given;
  const timings = new Timings();
  let brought: Awaited<ReturnType<typeof bringAlong>>;
  try {
    brought = await bringAlong(given, repository);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    console.error([`${error.message}; nothing was started`, ...error.findings].join('\n'));
    return 1;
  }
  const page = { folder: path.join(repository, 'dist', 'passport'), file: '' };
  const interrupt = onInterrupt();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'life-of-a-model-'));
  const passport: Recorder = new Recorder(topology, (known) => {
    // a walk that came to nothing, or never had a cloud, leaves the page of the one before, which may be under way
    if (life.cloud && known.walk.stops.some(({ outcome }) => outcome === 'done')) page.file = publish(known, page.folder);
  });
  const view = passport.watching(viewFor(process.stdout));
  const life = { view, signal: interrupt.signal, timings, topology, assembly, repository, folder, passport, ...brought } as Life;
  try {
    const visited = await Promise.race([visitAll(stationsOf(life), life, view), aborted(interrupt.signal)]);
    if (given.timings) timings.write(given.timings, visited);
    summarize(visited, timings);
    const { missing } = await passport.end('complete');
    console.log(passport.problem ? unwritten(passport.problem) : `\nThe model's passport is ${path.relative(process.cwd(), page.file)}: open it in a browser`);
    for (const [part, why] of Object.entries(missing)) console.log(`  it lacks ${part}: ${why}`);
    if (keep) await kept(life, interrupt.signal);
    return 0;
  } catch (error) {
    view.close();
    if (interrupt.signal.aborted) console.error(`\n${(interrupt.signal.reason as Error).message}`);
    else explain(error);
    await passport.end(interrupt.signal.aborted ? 'interrupted' : 'failed', error);
    if (passport.problem) console.error(unwritten(passport.problem));
    else if (page.file) console.error(`\nThe model's passport, as far as it came, is ${path.relative(process.cwd(), page.file)}`);
    return interrupt.signal.aborted ? 130 : 1;
  } finally {
    if (life.cloud) {
      await life.cloud.stop();
      console.log(`\nThe local cloud has stopped. Its logs are in ${path.join(life.cloud.state, 'logs')}; the next walk begins anew.`);
      console.log(`Who asked what, allowed or not, by which statement: npx tsx packages/local-cloud/src/cli/main.ts trace --state ${path.relative(process.cwd(), life.cloud.state)} [--denied] [--json]`);
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const unwritten = ({ message }: Error) => `\nThe model's passport could not be written, and what lies in dist/passport is older: ${message}`;

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

function summarize(visited: readonly Visited[], { spans }: Timings): void {
  const total = visited.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log('\nThe life of a model');
  for (const station of visited) {
    console.log(`  ${station.seconds.toFixed(1).padStart(6)} s  ${station.title}`);
    for (const [name, seconds] of installedDuring(station, spans)) console.log(`            ${seconds.toFixed(1)} s of it while the Python environment ${name} was installed, once`);
  }
  console.log(`  ${total.toFixed(1).padStart(6)} s  in all, on a local cloud that is not AWS: docs/local-cloud.md says what it emulates and what it does not`);
}

async function kept(life: Life, signal: AbortSignal): Promise<void> {
  const { cloud, topology, project: { endpoint } } = life;
  console.log(`
The local cloud stays at ${cloud.endpoint} until Ctrl-C. An access key is a 12-digit account id, any secret does:
  export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_REGION=${topology.region} AWS_DEFAULT_REGION=${topology.region} AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
  AWS_ACCESS_KEY_ID=${topology.accounts.tooling} aws sagemaker list-model-packages --model-package-group-name ${endpoint}
  AWS_ACCESS_KEY_ID=${topology.accounts.tooling} aws codepipeline list-pipelines
  AWS_ACCESS_KEY_ID=${topology.accounts.prod} aws sagemaker describe-endpoint --endpoint-name ${endpoint}
The SDKs read the same variables.`);
  await aborted(signal).catch(() => undefined);
}

function explain(error: unknown): void {
  if (!(error instanceof Error)) throw error;
  console.error(`\n${error.name === 'Deviation' ? 'It went another way' : error.name}: ${error.message}`);
  if (error instanceof Deviation) for (const line of error.evidence) console.error(`  | ${line}`);
  else console.error(error.stack?.split('\n').slice(1).join('\n'));
}

void main().then((code) => process.exit(code));
