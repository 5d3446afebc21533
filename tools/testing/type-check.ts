import { run } from '../process/run';
import type { Part } from './part';

/** Tests are transpiled without a look at their types, for speed: this looks, once. */
export function checkTypes(): Part {
  const status = run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']) ? 'passed' : 'failed';
  return { name: 'types', cases: [{ file: 'tsconfig.json', title: 'every TypeScript file type-checks', status }], problems: [] };
}
