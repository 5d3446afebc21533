import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { digestOf } from '../packages/digest';
import { type Package, withSiblings } from '../packages/packages';
import { ROOT } from '../root';
import { compile } from './compile';
import { inputsOf, isCompiled } from './compiled';
import { TABLET } from './examples';
import { pacmak } from './pacmak';

/** Where pip finds the wheels: `--find-links dist/python`. */
const WHEELS = path.join(ROOT, 'dist', 'python');

/**
 * Builds the Python wheels of construct packages and of the siblings they need, where their sources changed since the last time.
 * @param names unscoped names; none: all construct packages
 * @returns the files of the wheels
 */
export function buildWheels(names: readonly string[], all: readonly Package[]): string[] {
  const chosen = names.length > 0 ? names : all.filter(({ kind }) => kind === 'constructs').map(({ name }) => name);
  const wanted = [...new Set(chosen.flatMap((name) => withSiblings(name, all)))];
  const other = wanted.filter(({ kind }) => kind !== 'constructs');
  if (other.length > 0) throw new Error(`${other.map(({ name }) => name).join(', ')}: only construct packages have wheels`);
  const stale = wanted.filter((each) => !isFresh(each, all));
  if (stale.length > 0) build(stale, all);
  return wanted.map(wheelOf).map((wheel) => wheel as string);
}

function build(stale: readonly Package[], all: readonly Package[]): void {
  const digests = stale.map((each) => [each, inputsOf(each, all)] as const);
  stale.forEach(forget);
  const needed = [...new Set(stale.flatMap(({ name }) => withSiblings(name, all)))];
  if (!needed.every((each) => isCompiled(each, all))) compile(needed);
  pacmak(stale, 'python');
  for (const [each, before] of digests) {
    if (!wheelOf(each)) throw new Error(`${each.name}: jsii-pacmak left no wheel in ${WHEELS}`);
    mkdirSync(path.dirname(noteOf(each)), { recursive: true });
    writeFileSync(noteOf(each), builtFrom(each, before));
  }
}

/** The inputs' digest is taken before the build: what changes meanwhile is built again the next time. The translated examples stand in the wheel. */
const builtFrom = ({ folder }: Package, inputs: string) => `${inputs} ${digestOf([path.join(folder, TABLET)])}\n`;
const noteOf = ({ name }: Package) => path.join(WHEELS, '.built-from', name);
const isFresh = (each: Package, all: readonly Package[]) => wheelOf(each) !== undefined && existsSync(noteOf(each)) && readFileSync(noteOf(each), 'utf8') === builtFrom(each, inputsOf(each, all));

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
