import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import * as path from 'node:path';
import { command } from '../process/command';
import { ROOT } from '../root';
import { evaluationFigures } from './evaluation/figures';
import { type Figure, table } from './figure';
import { loadFigures } from './load/figures';
import { networkFigures } from './network/figures';
import { type BenchOptions, readOptions } from './options';
import { proofFigures } from './proof/figures';
import { synthFigures } from './synth/figures';
import { memoryFigures, overheadFigures, startFigures } from './walk/figures';
import { runWalk } from './walk/run-walk';

/** Three views of the same walk. */
const WALKED = { start: startFigures, overhead: overheadFigures, memory: memoryFigures };
const OTHERS: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = { synth: synthFigures, network: networkFigures, proof: proofFigures, evaluation: evaluationFigures, load: loadFigures };

const KNOWN = [...Object.keys(WALKED), ...Object.keys(OTHERS)];
const USAGE = `npm run bench -- [--cold] [--minutes N] [${KNOWN.join(' | ')} …]

  --cold       also the first walk of a fresh clone, with nothing installed
  --minutes N  how long memory is watched under repeated work: 3 if it is not said

Without a part: all of them. docs/benchmarks.md says what each of them is. It measures; that something is slow is no failure.`;

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args, KNOWN);
  const figures: Figure[] = [];
  const views = Object.entries(WALKED).filter(([name]) => options.parts.includes(name));
  for (const cold of views.length > 0 ? (options.cold ? [true, false] : [false]) : []) {
    const walk = await runWalk(cold);
    for (const [, view] of views) figures.push(...view(walk));
  }
  for (const [name, measure] of Object.entries(OTHERS)) if (options.parts.includes(name)) figures.push(...(await measure(options)));
  console.log(`\n${table(figures)}\n\n${save(figures)}`);
}

function save(figures: readonly Figure[]): string {
  const date = new Date().toISOString();
  const file = path.join(ROOT, 'dist', 'bench', `${date.replace(/[:.]/g, '-')}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  writeFileSync(file, `${JSON.stringify({ date, commit, node: process.version, processors: cpus().length, figures }, undefined, 2)}\n`);
  return path.relative(ROOT, file);
}

void command(USAGE, main);
