import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Capability } from './capability';

/** The constructs that a row names and that do not exist. @returns every problem */
export function missingConstructs(rows: readonly Capability[], root: string): string[] {
  return rows.flatMap(({ id, constructs }) => constructs.filter((construct) => !exists(construct, root)).map((construct) => `${id}: ${construct} does not exist`));
}

function exists(construct: string, root: string): boolean {
  if (existsSync(path.join(root, construct))) return true;
  const [name, exported] = construct.split('/');
  const sources = path.join(root, 'packages', name, 'src');
  if (!exported || !existsSync(sources)) return false;
  const declaration = new RegExp(`^export (abstract )?(class|function|interface|const|enum) ${exported}\\b`, 'm');
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(sources, file))
    .some((file) => file.endsWith('.ts') && statSync(file).isFile() && declaration.test(readFileSync(file, 'utf8')));
}
