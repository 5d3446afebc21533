import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { digestOf } from '../packages/digest';
import { type Package, withSiblings } from '../packages/packages';
import { ROOT } from '../root';

/** Where it is noted what was compiled from what. */
const NOTES = path.join(ROOT, 'dist', '.compiled');

/** What every package is compiled with: another compiler or bundler makes another result. */
const TOOLING = ['package-lock.json', 'tsconfig.base.json', 'tools/bundle.mjs', 'tools/building'].map((file) => path.join(ROOT, file));

/** A digest over all that a package is compiled from: its sources and those of the siblings it is built on, what is copied into it, the tools. */
export function inputsOf({ name }: Package, all: readonly Package[]): string {
  return digestOf([...withSiblings(name, all).flatMap(({ folder }) => [folder, ...copiedInto(folder)]), ...TOOLING]);
}

/** Notes a package that was compiled just now. @param inputs their digest before: what changed meanwhile is compiled again the next time */
export function noteCompiled(each: Package, inputs: string, notes = NOTES): void {
  mkdirSync(notes, { recursive: true });
  writeFileSync(path.join(notes, each.name), noteOf(each, inputs));
}

/** @returns whether what lies there was compiled from what lies there now, and is as it was left */
export function isCompiled(each: Package, all: readonly Package[], notes = NOTES): boolean {
  const note = path.join(notes, each.name);
  return existsSync(note) && readFileSync(note, 'utf8') === noteOf(each, inputsOf(each, all));
}

const noteOf = ({ folder }: Package, inputs: string) => `${inputs} ${digestOf(['lib', '.jsii', 'assets'].map((output) => path.join(folder, output)))}\n`;

function copiedInto(folder: string): string[] {
  const { copied = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return Object.values<string>(copied).map((source) => path.join(ROOT, source));
}
