import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** What a build leaves behind: no input of it. */
const OUTPUTS = /(^|\/)(lib|assets|dist|node_modules|test|integ|__pycache__|\.pytest_cache|\.jsii(\.gz)?|tsconfig\.jsii\.json|tsconfig\.tsbuildinfo|API\.md|CHANGELOG\.md)(\/|$)/;

/** A digest over everything below the given paths that a package is built from. */
export function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const start of paths) {
    for (const file of filesBelow(start)) hash.update(path.relative(start, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(start: string): string[] {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      if (OUTPUTS.test(entry.name)) return [];
      const file = path.join(start, entry.name);
      return entry.isDirectory() ? filesBelow(file) : entry.isFile() ? [file] : [];
    });
}
