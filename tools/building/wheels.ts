import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { digestOf } from '../packages/digest';
import { type Package, withSiblings } from '../packages/packages';
import { ROOT } from '../root';
import { compile } from './compile';
import { pacmak } from './pacmak';

/** Where pip finds the wheels: `--find-links dist/python`. */
const WHEELS = path.join(ROOT, 'dist', 'python');

/** What every wheel is built with: another compiler or bundler makes another wheel. */
const TOOLING = ['package-lock.json', 'tools/bundle.mjs', 'tools/building'].map((file) => path.join(ROOT, file));

/**
 * Builds the Python wheels of construct packages and of the siblings they need, where their sources changed since the last time.
 * @param names unscoped names; none: all construct packages
 * @param options.isCompiled whether what is built was compiled just now
 * @returns the files of the wheels
 */
export function buildWheels(names: readonly string[], all: readonly Package[], { isCompiled = false } = {}): string[] {
  const chosen = names.length > 0 ? names : all.filter(({ kind }) => kind === 'constructs').map(({ name }) => name);
  const wanted = [...new Set(chosen.flatMap((name) => withSiblings(name, all)))];
  const other = wanted.filter(({ kind }) => kind !== 'constructs');
  if (other.length > 0) throw new Error(`${other.map(({ name }) => name).join(', ')}: only construct packages have wheels`);
  const stale = wanted.filter((each) => !isFresh(each));
  if (stale.length > 0) build(stale, all, isCompiled);
  return wanted.map(wheelOf).map((wheel) => wheel as string);
}

function build(stale: readonly Package[], all: readonly Package[], isCompiled: boolean): void {
  const digests = stale.map((each) => [each, digest(each)] as const);
  stale.forEach(forget);
  if (!isCompiled) compile([...new Set(stale.flatMap(({ name }) => withSiblings(name, all)))]);
  pacmak(stale, 'python');
  for (const [each, before] of digests) {
    if (!wheelOf(each)) throw new Error(`${each.name}: jsii-pacmak left no wheel in ${WHEELS}`);
    mkdirSync(path.dirname(noteOf(each)), { recursive: true });
    writeFileSync(noteOf(each), before);
  }
}

/** The digest is taken before the build: what changes meanwhile is built again the next time. */
const digest = ({ folder }: Package) => digestOf([folder, ...TOOLING]);
const noteOf = ({ name }: Package) => path.join(WHEELS, '.built-from', name);
const isFresh = (each: Package) => wheelOf(each) !== undefined && existsSync(noteOf(each)) && readFileSync(noteOf(each), 'utf8') === digest(each);

const stemOf = ({ name }: Package) => `mlops_foundation_${name.replace(/-/g, '_')}-`;
const filesOf = (each: Package) => (existsSync(WHEELS) ? readdirSync(WHEELS) : []).filter((file) => file.startsWith(stemOf(each)));

function wheelOf(each: Package): string | undefined {
  const wheel = filesOf(each).find((file) => file.endsWith('.whl'));
  return wheel && path.join(WHEELS, wheel);
}

/** A wheel of another version or another tree must not lie beside the one to come. */
function forget(each: Package): void {
  for (const file of filesOf(each)) rmSync(path.join(WHEELS, file));
  rmSync(noteOf(each), { force: true });
}
