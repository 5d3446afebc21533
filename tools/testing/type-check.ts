import { runBeside } from '../process/run';
import type { Part } from './part';

/** Tests are transpiled without a look at their types, for speed: this looks, once. */
export async function checkTypes(): Promise<Part> {
  const status = (await runBeside(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'])) ? 'passed' : 'failed';
  return { name: 'types', cases: [{ file: 'tsconfig.json', title: 'every TypeScript file type-checks', status }], problems: [] };
}
