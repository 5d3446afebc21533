import { writeLocalCloudTable } from '../documentation/local-cloud';
import { packages } from '../packages/packages';
import { mustRun } from '../process/run';
import { compile } from './compile';
import { BUILD_ENVIRONMENT } from './environment';
import { writeExampleFixture } from './example-fixture';

const all = packages();
const constructs = all.filter(({ kind }) => kind === 'constructs');

compile(all);
for (const { folder } of constructs) mustRun(process.execPath, ['../../tools/docgen.mjs'], { cwd: folder, env: BUILD_ENVIRONMENT });
constructs.forEach(writeExampleFixture);
writeLocalCloudTable();
mustRun(process.execPath, ['node_modules/jsii-rosetta/bin/jsii-rosetta', 'extract', '--fail', ...constructs.map(({ folder }) => folder)], { env: BUILD_ENVIRONMENT });
console.log(`\n${all.length} packages are built, and the examples of their documentation compile`);
