import * as path from 'node:path';
import { mustRun } from '../process/run';
import { ROOT } from '../root';
import { type Assembly, assemblies } from './examples';
import { inPlace } from './in-place';
import { differences } from './reproducible';
import { synthesize } from './synthesize';

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = process.argv.slice(2).filter((argument) => argument.startsWith('--') && argument !== '--twice');
if (unknown.length > 0) throw new Error(`not understood: ${unknown.join(' ')}. node tools/synth.mjs [--twice] [example …]`);

mustRun(process.execPath, ['tools/bundle.mjs']);
if (process.argv.includes('--twice')) twice(assemblies(names));
else void synthesizeAll(assemblies(names));

async function synthesizeAll(wanted: readonly Assembly[]): Promise<void> {
  for (const assembly of wanted) {
    await inPlace(path.join(ROOT, assembly.outdir), (fresh) => synthesize(assembly, fresh));
    console.log(assembly.outdir);
  }
}

/** Proves that the clock, the folder and the process leave no trace. */
function twice(all: readonly Assembly[]): void {
  const failed = all.filter((assembly) => {
    const found = differences(assembly);
    console.log(`${assembly.outdir}: ${found.length === 0 ? 'twice the same bytes' : `differs in ${found.join(', ')}`}`);
    return found.length > 0;
  });
  console.log(`\n${all.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 || all.length === 0 ? 1 : 0;
}
