import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { type Package, packages as everyPackage } from '../packages/packages';
import { mustRun } from '../process/run';
import { inputsOf, noteCompiled } from './compiled';
import { BUILD_ENVIRONMENT } from './environment';
import { TABLET } from './examples';

/** Bundles and compiles packages from clean, siblings first: an old `lib` hides what is missing. */
export function compile(packages: readonly Package[]): void {
  const all = everyPackage();
  const compiled = packages.filter(({ kind }) => kind !== 'python').map((each) => ({ each, inputs: inputsOf(each, all) }));
  for (const { each: { folder } } of compiled) {
    for (const output of ['lib', '.jsii', TABLET, 'tsconfig.tsbuildinfo']) rmSync(path.join(folder, output), { recursive: true, force: true });
  }
  mustRun(process.execPath, ['tools/bundle.mjs']);
  const scopes = packages.flatMap(({ packageName }) => ['--scope', packageName]);
  mustRun(process.execPath, ['node_modules/lerna/dist/cli.js', 'run', 'compile', '--skip-nx-cache', '--no-bail', '--loglevel', 'error', ...scopes], { env: BUILD_ENVIRONMENT });
  for (const { each, inputs } of compiled) noteCompiled(each, inputs);
}
