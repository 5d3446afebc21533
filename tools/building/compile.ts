import { rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../packages/packages';
import { mustRun } from '../process/run';
import { BUILD_ENVIRONMENT } from './environment';

/** Bundles and compiles packages from clean, siblings first: an old `lib` hides what is missing. */
export function compile(packages: readonly Package[]): void {
  for (const { folder, kind } of packages) {
    if (kind !== 'python') for (const output of ['lib', '.jsii', 'tsconfig.tsbuildinfo']) rmSync(path.join(folder, output), { recursive: true, force: true });
  }
  mustRun(process.execPath, ['tools/bundle.mjs']);
  const scopes = packages.flatMap(({ packageName }) => ['--scope', packageName]);
  mustRun(process.execPath, ['node_modules/lerna/dist/cli.js', 'run', 'compile', '--skip-nx-cache', '--no-bail', '--loglevel', 'error', ...scopes], { env: BUILD_ENVIRONMENT });
}
