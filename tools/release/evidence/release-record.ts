import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { VERSIONS } from '../../../projenrc/versions';
import type { Package } from '../../packages/packages';
import { entryOf } from '../plan/next-versions';

/** Writes what was made, for the workflow that publishes it and for whoever asks later: `release/release.json`. */
export function writeRecord(dist: string, published: readonly Package[], files: readonly string[]): void {
  const record = {
    triedWith: { node: process.versions.node, awsCdkLib: VERSIONS.awsCdkLib, awsCdkLibPython: VERSIONS.awsCdkLibPython, constructs: VERSIONS.constructsFloor },
    packages: published.map(({ name, packageName, version, folder }) => ({
      name, version, tag: `${packageName}@${version}`, notes: entryOf(folder, version), files: files.filter((file) => belongsTo(file, name)),
    })),
  };
  writeFileSync(path.join(dist, 'release', 'release.json'), `${JSON.stringify(record, null, 1)}\n`);
}

/** npm, PyPI, Maven and the SBOMs each spell a package's name in the file's in their own way. */
export function belongsTo(file: string, name: string): boolean {
  const stem = path.posix.basename(file).replace(/_/g, '-').replace(/^mlops-foundation-/, '');
  return stem.startsWith(`${name}-`) && /^\d/.test(stem.slice(name.length + 1)) || stem === `${name}.npm.cdx.json` || stem === `${name}.pypi.cdx.json`;
}
