import { writeLocalCloudTable } from '../documentation/local-cloud';
import { writeNetworkCosts } from '../documentation/network-costs';
import { writeNetworkPictures } from '../documentation/network-pictures';
import { packages } from '../packages/packages';
import { command, UsageError } from '../process/command';
import { mustRun } from '../process/run';
import { compile } from './compile';
import { BUILD_ENVIRONMENT } from './environment';
import { compileExamples } from './examples';

const USAGE = 'npm run build: compiles every package, generates each API.md, compiles the examples of the documentation. It takes no options.';

async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new UsageError(`not understood: ${args.join(' ')}`);
  const all = packages();
  const constructs = all.filter(({ kind }) => kind === 'constructs');
  compile(all);
  for (const { folder } of constructs) mustRun(process.execPath, ['../../tools/docgen.mjs'], { cwd: folder, env: BUILD_ENVIRONMENT });
  writeLocalCloudTable();
  writeNetworkPictures();
  writeNetworkCosts();
  compileExamples(constructs);
  console.log(`\n${all.length} packages are built, and the examples of their documentation compile`);
}

void command(USAGE, main);
