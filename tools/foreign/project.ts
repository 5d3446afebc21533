import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { mustRun } from '../process/run';
import { ROOT } from '../root';

/** A project of its own, outside of the workspace: what it installs is what a stranger would. */
export const PROJECT = path.join(ROOT, 'packages', 'local-cloud', 'foreign');

/** Installs the project as its lock says, once. */
export function installed(): void {
  const done = path.join(PROJECT, 'node_modules', '.package-lock.json');
  const lock = path.join(PROJECT, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  mustRun('npm', ['ci', '--ignore-scripts'], { cwd: PROJECT });
}

/** Synthesizes an app as its own `cdk.json` would. @param assembly the folder that its cloud assembly goes to */
export function synthesize(app: string, assembly: string): void {
  const env = { CDK_OUTDIR: assembly, CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', JSII_DEPRECATED: 'quiet' };
  mustRun(process.execPath, ['--import', 'tsx', path.join(PROJECT, app, 'app.ts')], { env });
}
