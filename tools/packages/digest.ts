import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** What a package holds that its build does not read: what builds leave behind, and tests. */
const NO_INPUT = /^(lib|assets|dist|test|integ|rosetta|\.jsii.*|tsconfig\.jsii\.json|tsconfig\.tsbuildinfo|API\.md|CHANGELOG\.md)$/;
const NO_INPUT_ANYWHERE = /^(node_modules|__pycache__|\.pytest_cache)$/;

/** @returns the SHA-256 of a file, in hexadecimal digits */
export const sha256Of = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A digest over all that packages and files are built from. */
export function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const start of paths) {
    for (const file of inputsOf(start)) hash.update(path.relative(start, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function inputsOf(start: string): string[] {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  return entriesOf(start).filter((name) => !NO_INPUT.test(name)).flatMap((name) => filesBelow(path.join(start, name)));
}

function filesBelow(file: string): string[] {
  if (statSync(file).isFile()) return [file];
  return entriesOf(file).flatMap((name) => filesBelow(path.join(file, name)));
}

const entriesOf = (folder: string) => readdirSync(folder).filter((name) => !NO_INPUT_ANYWHERE.test(name)).sort();
