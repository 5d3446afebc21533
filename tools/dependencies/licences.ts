import { readFileSync } from 'node:fs';
import * as path from 'node:path';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  /** A workspace: where it stands. */
  readonly resolved?: string;
  readonly link?: boolean;
}

/** What package-lock.json knows, by folder. */
export type Lock = Readonly<Record<string, Locked>>;

/** A package that somebody gets who installs one of ours. */
export interface Licensed {
  readonly name: string;
  readonly license: string;
  /** How it comes: `@mlops-foundation/local-cloud > aws-cdk`. */
  readonly by: string;
}

export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
}

/** Everything that comes with a package: its dependencies and peers, and theirs. What is optional may come, so it counts. */
export function shippedWith(lock: Lock, folder: string, by: string): Licensed[] {
  const found = new Map<string, Licensed>();
  const visit = (at: string, way: string) => {
    for (const name of needsOf(lock[at] ?? {})) {
      const where = resolve(lock, at, name);
      if (where === undefined || found.has(where)) continue;
      const { version, license = 'none said' } = lock[where];
      found.set(where, { name: `${name}@${version}`, license, by: `${way} > ${name}` });
      visit(where, `${way} > ${name}`);
    }
  };
  visit(folder, by);
  return [...found.values()];
}

/** Licences under which what is published may not stand, not even through a dependency; a choice between licences is ours. */
export function isForbidden(license: string): boolean {
  return license.split(/\s+OR\s+/i).every((one) => /\b(AGPL|GPL|SSPL|BUSL)/i.test(one) && !/LGPL/i.test(one)) || license === 'none said';
}

function needsOf({ dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: Locked): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}

/** Where Node would find a package: in the nearest node_modules on the way up; a workspace's link leads to its folder. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const candidate = path.posix.join(at, 'node_modules', name);
    if (lock[candidate]) return lock[candidate].link ? lock[candidate].resolved : candidate;
    if (at === '') return undefined;
  }
}
