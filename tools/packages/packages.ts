import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';

/** A workspace below packages/, as its package.json tells it. */
export interface Package {
  readonly folder: string;
  /** The unscoped name. */
  readonly name: string;
  readonly packageName: string;
  readonly version: string;
  /** `constructs`: compiled by jsii; `node`: by tsc; `python`: not compiled. */
  readonly kind: 'constructs' | 'node' | 'python';
  /** Whether anybody outside this repository gets it. */
  readonly isPrivate: boolean;
  /** npm packages that it needs when it is used, siblings included. */
  readonly needs: readonly string[];
}

/** Every package, by name. */
export function packages(root = ROOT): Package[] {
  const parent = path.join(root, 'packages');
  return readdirSync(parent).sort().map((name) => path.join(parent, name)).filter((folder) => existsSync(path.join(folder, 'package.json'))).map(read);
}

/** A package and the siblings it is built on, those first. */
export function withSiblings(name: string, all: readonly Package[]): Package[] {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is no package: ${all.map((each) => each.name).join(', ')}`);
  const siblings = all.filter(({ packageName }) => found.needs.includes(packageName));
  return [...new Set([...siblings.flatMap((sibling) => withSiblings(sibling.name, all)), found])];
}

function read(folder: string): Package {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return {
    folder,
    name: path.basename(folder),
    packageName: manifest.name,
    version: manifest.version,
    kind: manifest.jsii ? 'constructs' : manifest.scripts?.compile ? 'node' : 'python',
    isPrivate: manifest.private === true,
    needs: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
  };
}
