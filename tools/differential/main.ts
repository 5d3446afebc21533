import { command } from '../process/command';
import { compareGenerated, compareWritten } from './compare';
import { readOptions } from './options';
import { installed } from './project';
import { Theirs } from './theirs';

const USAGE = `node tools/differential.mjs [--cases N] [--seed N]

  --cases N  how many generated cases are compared: 20000 if it is not said
  --seed N   the first of them: 1 if it is not said; the same seed makes the same cases`;

async function main(given: readonly string[]): Promise<void> {
  const options = readOptions(given);
  installed();
  const theirs = new Theirs();
  const written = await compareWritten(theirs);
  console.log(`${written.compared} written cases: ${written.problems.length === 0 ? 'as they must be' : `${written.problems.length} not as they must be`}`);
  const generated = await compareGenerated(options, theirs);
  console.log(`${generated.compared} generated cases of seed ${options.seed}: ${generated.problems.length === 0 ? 'all agree' : `${generated.problems.length} problem(s)`}`);
  const problems = [...written.problems, ...generated.problems];
  for (const problem of problems.slice(0, 40)) console.error(`\n${problem}`);
  const checks = written.compared + generated.compared;
  console.log(`\n${Math.max(0, checks - problems.length)} passed, ${problems.length} failed`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

void command(USAGE, main);
