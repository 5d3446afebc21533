import * as path from 'node:path';
import { fullyGated } from '../../packages/test-kit/src/gates/packages';
import { integrationTests } from '../integration/runner';
import { assemblies } from '../synthesis/examples';
import type { AppSource } from './suppression';

/** The examples, and the integration apps of all packages. */
export function appSources(): AppSource[] {
  const gated = fullyGated();
  const examples = assemblies().map(({ example, app, topology }) => ({ name: `examples/${example}${topology ? ` ${path.basename(topology, '.yaml')}` : ''}`, file: app, argument: topology, gated: false }));
  const apps = integrationTests().map((test) => path.posix.join('packages', test)).map((file) => ({ name: file, file, gated: gated.includes(file.split('/')[1]) }));
  return [...examples, ...apps];
}
