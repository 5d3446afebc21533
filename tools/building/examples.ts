import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../packages/packages';
import { mustRun } from '../process/run';
import { BUILD_ENVIRONMENT } from './environment';
import { writeExampleFixture } from './example-fixture';

/** Where their translations are left: the documentation of other languages shows those. */
export const TABLET = '.jsii.tabl.json';

/** Compiles the examples in the documentation of construct packages, which are compiled, and translates them. */
export function compileExamples(constructs: readonly Package[]): void {
  constructs.forEach(writeExampleFixture);
  mustRun(process.execPath, ['node_modules/jsii-rosetta/bin/jsii-rosetta', 'extract', '--fail', ...constructs.map(({ folder }) => folder)], { env: BUILD_ENVIRONMENT });
}

export const haveExamples = (constructs: readonly Package[]) => constructs.every(({ folder }) => existsSync(path.join(folder, TABLET)));
