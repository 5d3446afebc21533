import * as path from 'node:path';
import type { Package } from '../packages/packages';
import { mustRun } from '../process/run';
import { ROOT } from '../root';
import { BUILD_ENVIRONMENT } from './environment';

/** Generates, and where not told otherwise builds, a language's package of each construct package into `dist/<language>`. They are compiled already. */
export function pacmak(constructs: readonly Package[], language: 'python' | 'java' | 'go', ...options: string[]): void {
  const folders = constructs.map(({ folder }) => path.relative(ROOT, folder));
  const args = [...folders, '--targets', language, '--outdir', path.join(ROOT, 'dist'), ...options];
  mustRun(process.execPath, ['node_modules/jsii-pacmak/bin/jsii-pacmak', ...args], { env: BUILD_ENVIRONMENT });
}
