import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { version as TYPESCRIPT } from 'typescript';
import type { Package } from '../../packages/packages';
import type { Check } from '../check';
import { entryOf } from '../plan/next-versions';
import { testedTogether } from './tested-together';

type Versions = Readonly<Record<string, string>>;

/** What a run made and how it went. */
export interface ReleaseRecord {
  /** Whether there were checks and none failed. */
  readonly isSound: boolean;
  /** The checks that failed, by name. */
  readonly failed: readonly string[];
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly tag: string;
    /** The entry of its changelog. */
    readonly notes: string;
    /** Its artifacts, told from `dist`. */
    readonly files: readonly string[];
    /** What each distribution was installed and run with. */
    readonly triedWith: { readonly npm?: Versions; readonly pypi?: Versions };
  }[];
}

/** Writes what was made, for the workflow that publishes it and for whoever asks later; of a sound run, also what was tested together. */
export function writeRecord(dist: string, record: ReleaseRecord): void {
  writeFileSync(path.join(dist, 'release', 'release.json'), `${JSON.stringify(record, null, 1)}\n`);
  const page = testedTogether(record);
  if (page) writeFileSync(path.join(dist, 'release', 'tested-together.md'), page);
}

/** @param python the version that the trials in Python ran with */
export function recordOf(dist: string, published: readonly Package[], files: readonly string[], checks: readonly Check[], python: string): ReleaseRecord {
  const failed = checks.filter(({ problems }) => problems.length > 0).map(({ name }) => name);
  const inTrial = (name: string, registry: 'npm' | 'pypi') => installedIn(path.join(dist, 'release', `${name}.${registry}.cdx.json`));
  const Node = process.versions.node;
  return {
    isSound: checks.length > 0 && failed.length === 0,
    failed,
    packages: published.map(({ name, packageName, version, folder }) => {
      const [npm, pypi] = [inTrial(name, 'npm'), inTrial(name, 'pypi')];
      return {
        name, version, tag: `${packageName}@${version}`, notes: entryOf(folder, version), files: files.filter((file) => belongsTo(file, name)),
        triedWith: { ...(npm ? { npm: { Node, TypeScript: TYPESCRIPT, ...npm } } : {}), ...(pypi ? { pypi: { Python: python, ...(pypi.jsii ? { Node } : {}), ...pypi } } : {}) },
      };
    }),
  };
}

/** What a package is used with, in the versions that lay in its trial: its SBOM was made of that. */
function installedIn(sbom: string): Versions | undefined {
  if (!existsSync(sbom)) return undefined;
  const { components }: { components: readonly { purl: string }[] } = JSON.parse(readFileSync(sbom, 'utf8'));
  return Object.fromEntries(components.flatMap(({ purl }) => {
    const [, name, version] = /^pkg:\w+\/(aws-cdk-lib|constructs|jsii)@([^?]+)/.exec(purl) ?? [];
    return name ? [[name, version]] : [];
  }));
}

/** npm, PyPI, Maven and the SBOMs each spell a package's name in the file's in their own way. */
export function belongsTo(file: string, name: string): boolean {
  const stem = path.posix.basename(file).replace(/_/g, '-').replace(/^mlops-foundation-/, '');
  return stem.startsWith(`${name}-`) && /^\d/.test(stem.slice(name.length + 1)) || stem === `${name}.npm.cdx.json` || stem === `${name}.pypi.cdx.json`;
}
