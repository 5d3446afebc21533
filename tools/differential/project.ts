import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { mustRun } from '../process/run';
import { ROOT } from '../root';

/** A project of its own, outside of the workspace, so that what is under the AGPL stands in no tree that is published. */
export const PROJECT = path.join(ROOT, 'packages', 'policy-evaluation', 'differential');

/** Installs the project as its lock says, once. */
export function installed(): void {
  const done = path.join(PROJECT, 'node_modules', '.package-lock.json');
  const lock = path.join(PROJECT, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  mustRun('npm', ['ci', '--ignore-scripts'], { cwd: PROJECT });
}

/** A package of the project. @throws Error when it is not installed */
export function fromProject<T>(name: string): T {
  return createRequire(path.join(PROJECT, 'package.json'))(name) as T;
}
