import { packages } from '../packages/packages';
import { mustRun } from '../process/run';
import { compile } from './compile';
import { BUILD_ENVIRONMENT } from './environment';

const all = packages();
const constructs = all.filter(({ kind }) => kind === 'constructs');

compile(all);
for (const { folder } of constructs) mustRun(process.execPath, ['../../tools/docgen.mjs'], { cwd: folder, env: BUILD_ENVIRONMENT });
mustRun(process.execPath, ['node_modules/jsii-rosetta/bin/jsii-rosetta', 'extract', '--fail', ...constructs.map(({ folder }) => folder)], { env: BUILD_ENVIRONMENT });
console.log(`\n${all.length} packages are built`);
