import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '../process/command';
import { ROOT } from '../root';

/** One assembly to synthesize. */
export interface Assembly {
  readonly example: string;
  /** The program, from the root of the repository. */
  readonly app: string;
  /** The topology file it is given. @default - none */
  readonly topology?: string;
  /** Where it goes, from the root of the repository. */
  readonly outdir: string;
}

/** Every assembly of the examples: one for each file in `topologies/`, or the one of an app without. */
export function assemblies(names: readonly string[] = [], root = ROOT): Assembly[] {
  const examples = readdirSync(path.join(root, 'examples')).sort().filter((name) => existsSync(path.join(root, 'examples', name, 'app.ts')));
  const unknown = names.filter((name) => !examples.includes(name));
  if (unknown.length > 0) throw new UsageError(`no example with an app.ts: ${unknown.join(', ')}. There are: ${examples.join(', ')}`);
  return examples.filter((name) => names.length === 0 || names.includes(name)).flatMap((name) => assembliesOf(name, root));
}

function assembliesOf(example: string, root: string): Assembly[] {
  const folder = path.join('examples', example);
  const app = path.join(folder, 'app.ts');
  const topologies = path.join(folder, 'topologies');
  if (!existsSync(path.join(root, topologies))) return [{ example, app, outdir: path.join(folder, 'cdk.out') }];
  return readdirSync(path.join(root, topologies)).filter((file) => file.endsWith('.yaml')).sort().map((file) => ({
    example, app, topology: path.join(topologies, file), outdir: path.join(folder, 'cdk.out', path.basename(file, '.yaml')),
  }));
}
