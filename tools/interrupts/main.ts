import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { STATIONS } from '../../examples/life-of-a-model/stations';
import { ROOT } from '../root';
import { family, leftovers } from './left';
import { type By, Walk } from './walk';

/** A station is at work a moment after it said so. */
const MOMENT_MILLISECONDS = 300;
const END_SECONDS = 20;
const STATE = path.join(ROOT, '.local-cloud');

/** Interrupts a walk at a station. @returns what is wrong, a line each */
async function interruptAt(station: number, by: By): Promise<string[]> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'interrupts-'));
  const walk = new Walk(temporary);
  // what ends this command ends the walk that it started
  const kill = () => walk.interrupt('SIGINT');
  process.once('exit', kill);
  try {
    const title = await walk.atWorkIn(station);
    await pause(MOMENT_MILLISECONDS);
    const before = family(walk.pid);
    const began = performance.now();
    walk.interrupt(by);
    const code = await Promise.race([walk.ended, pause(END_SECONDS * 1000, 'late' as const, { ref: false })]);
    const seconds = (performance.now() - began) / 1000;
    console.log(`station ${station}, ${by}: ended with ${code} after ${seconds.toFixed(1)} s, ${before.length} processes before: ${title}`);
    return [
      ...(code === 130 ? [] : [code === 'late' ? `it had not ended after ${END_SECONDS} s` : `it ended with ${code}, not with 130`]),
      ...(walk.output.includes(`Interrupted by ${by}: the local cloud stops`) ? [] : [`it did not say that it was interrupted; its last lines:\n${walk.output.split('\n').slice(-12).join('\n')}`]),
      ...leftovers({ before, state: STATE, temporary }),
    ];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    process.removeListener('exit', kill);
    try {
      process.kill(-walk.pid, 'SIGKILL');
    } catch {
      // nothing of its group is left
    }
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function main(args: readonly string[]): Promise<number> {
  const by: By = args[0] === '--by' && args[1] === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
  const numbers = (args[0] === '--by' ? args.slice(2) : args).map(Number);
  const wrong = numbers.filter((number) => !Number.isInteger(number) || number < 1 || number > STATIONS.length);
  if (wrong.length > 0 || (args[0] === '--by' && !['SIGINT', 'SIGTERM'].includes(args[1]))) {
    console.error(`node tools/interrupts.mjs [--by SIGINT|SIGTERM] [station …]: stations are 1 to ${STATIONS.length}\n${STATIONS.map(({ title }, index) => `  ${index + 1}  ${title}`).join('\n')}`);
    return 2;
  }
  const chosen = numbers.length > 0 ? numbers : STATIONS.map((_, index) => index + 1);
  const failed: string[] = [];
  for (const station of chosen) {
    // that the one before left nothing that stands in its way shows here as well: each walk needs the same state folder
    const wrongs = await interruptAt(station, by);
    for (const line of wrongs) console.error(`  ${line}`);
    if (wrongs.length > 0) failed.push(String(station));
  }
  console.log(`${chosen.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
  return failed.length > 0 ? 1 : 0;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
