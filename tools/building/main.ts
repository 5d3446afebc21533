import { writeLocalCloudTable } from '../documentation/local-cloud';
import { packages } from '../packages/packages';
import { mustRun } from '../process/run';
import { compile } from './compile';
import { BUILD_ENVIRONMENT } from './environment';
import { compileExamples } from './examples';

const all = packages();
const constructs = all.filter(({ kind }) => kind === 'constructs');

compile(all);
for (const { folder } of constructs) mustRun(process.execPath, ['../../tools/docgen.mjs'], { cwd: folder, env: BUILD_ENVIRONMENT });
writeLocalCloudTable();
compileExamples(constructs);
console.log(`\n${all.length} packages are built, and the examples of their documentation compile`);
