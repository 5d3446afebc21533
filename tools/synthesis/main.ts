import * as path from 'node:path';
import { command, EXIT, UsageError } from '../process/command';
import { mustRun } from '../process/run';
import { ROOT } from '../root';
import { type Assembly, assemblies } from './examples';
import { inPlace } from './in-place';
import { differences } from './reproducible';
import { synthesize } from './synthesize';

const USAGE = `npm run synth -- [--twice] [EXAMPLE …]

  --twice  in two folders and processes, and compares the bytes
  EXAMPLE  a folder of examples/ with an app.ts; all if none is named`;

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--twice');
  if (unknown.length > 0) throw new UsageError(`not understood: ${unknown.join(' ')}`);
  const wanted = assemblies(args.filter((arg) => !arg.startsWith('-')));
  mustRun(process.execPath, ['tools/bundle.mjs']);
  if (args.includes('--twice')) return twice(wanted);
  await synthesizeAll(wanted);
  return EXIT.fine;
}

async function synthesizeAll(wanted: readonly Assembly[]): Promise<void> {
  for (const assembly of wanted) {
    await inPlace(path.join(ROOT, assembly.outdir), (fresh) => synthesize(assembly, fresh));
    console.log(assembly.outdir);
  }
}

/** Proves that the clock, the folder and the process leave no trace. */
function twice(all: readonly Assembly[]): number {
  const failed = all.filter((assembly) => {
    const found = differences(assembly);
    console.log(`${assembly.outdir}: ${found.length === 0 ? 'twice the same bytes' : `differs in ${found.join(', ')}`}`);
    return found.length > 0;
  });
  console.log(`\n${all.length - failed.length} passed, ${failed.length} failed`);
  return failed.length > 0 || all.length === 0 ? EXIT.failed : EXIT.fine;
}

void command(USAGE, main);
