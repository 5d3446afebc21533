import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { STATIONS } from '../../examples/life-of-a-model/stations';
import { command } from '../process/command';
import { family } from '../process/family';
import { ROOT } from '../root';
import { leftovers } from './left';
import { readOptions } from './options';
import { type By, Walk } from './walk';

/** A station is at work a moment after it said so. */
const MOMENT_MILLISECONDS = 300;
const END_SECONDS = 20;
const STATE = path.join(ROOT, '.local-cloud');

/** Starts a walk, lets something happen to it, and ends it in any case. @returns what is wrong, a line each */
async function walking(happens: (walk: Walk, temporary: string) => Promise<string[]>): Promise<string[]> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'interrupts-'));
  const walk = new Walk(temporary);
  // what ends this command interrupts the walk that it started, which then tidies up
  const interrupt = () => walk.interrupt('SIGINT');
  process.once('exit', interrupt);
  try {
    return await happens(walk, temporary);
  } catch (error) {
    return [(error as Error).message];
  } finally {
    process.removeListener('exit', interrupt);
    walk.kill();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Interrupts a walk and looks at what it leaves. */
async function interrupted(walk: Walk, by: By, temporary: string, what: string): Promise<string[]> {
  const before = family(walk.pid);
  const began = performance.now();
  walk.interrupt(by);
  const code = await Promise.race([walk.ended, pause(END_SECONDS * 1000, 'late' as const, { ref: false })]);
  console.log(`${what}, ${by}: ended with ${code} after ${((performance.now() - began) / 1000).toFixed(1)} s, ${before.length} processes before`);
  return [
    ...(code === 130 ? [] : [code === 'late' ? `it had not ended after ${END_SECONDS} s` : `it ended with ${code}, not with 130`]),
    ...(walk.output.includes(`Interrupted by ${by}: the local cloud stops`) ? [] : [`it did not say that it was interrupted; its last lines:\n${walk.output.split('\n').slice(-12).join('\n')}`]),
    ...leftovers({ before, state: STATE, temporary }),
  ];
}

function interruptAt(station: number, by: By): Promise<string[]> {
  return walking(async (walk, temporary) => {
    const title = await walk.atWorkIn(station);
    await pause(MOMENT_MILLISECONDS);
    return interrupted(walk, by, temporary, `station ${station} (${title})`);
  });
}

/** Starts a second walk in the same checkout: it is told what to do, and the first goes on. */
function startTwice(by: By): Promise<string[]> {
  return walking(async (walk, temporary) => {
    await walk.atWorkIn(1);
    const wrongs = await walking(async (second) => {
      const code = await second.ended;
      const told = ['end it with Ctrl-C first', `${STATE} is in use by process`].filter((words) => !second.output.includes(words));
      return [...(code === 1 ? [] : [`the second walk ended with ${code}, not with 1`]), ...told.map((words) => `the second walk did not say "${words}":\n${second.output.split('\n').slice(-12).join('\n')}`)];
    });
    await walk.atWorkIn(2);
    return [...wrongs, ...(await interrupted(walk, by, temporary, 'the first of two walks, at station 2'))];
  });
}

const USAGE = `node tools/interrupts.mjs [--signal SIGINT|SIGTERM] [two] [STATION …]

  --signal SIGNAL  what interrupts the walk. SIGINT, as Ctrl-C does, if it is not said
  two              a second walk beside the first
  STATION          its number, 1 to ${STATIONS.length}:
${STATIONS.map(({ title }, index) => `    ${index + 1}  ${title}`).join('\n')}

Without a choice: two, and every station. Each is a walk of its own, some minutes; nothing else may walk in this checkout meanwhile.`;

async function main(args: readonly string[]): Promise<number> {
  const { by, chosen } = readOptions(args, STATIONS.length);
  const checks = (chosen.length > 0 ? chosen : ['two' as const, ...STATIONS.map((_, index) => index + 1)]).map((each) => ({
    name: String(each), run: () => (each === 'two' ? startTwice(by) : interruptAt(each, by)),
  }));
  const failed: string[] = [];
  for (const { name, run } of checks) {
    // that the one before left nothing that stands in its way shows here as well: each walk needs the same state folder
    const wrongs = await run();
    for (const line of wrongs) console.error(`  ${name}: ${line}`);
    if (wrongs.length > 0) failed.push(name);
  }
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
  return failed.length > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
void command(USAGE, async (args) => process.exit(await main(args)));
