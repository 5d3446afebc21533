import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

/** One import that a file makes. */
export interface Import {
  /** From the root of the repository. */
  readonly file: string;
  /** The part of the repository the file belongs to: a package's name, `examples/*`, `tools`, `internal`, `projenrc`. */
  readonly from: string;
  /** What it imports: a part of the repository, or an npm or Node module. */
  readonly to: string;
  readonly isOurs: boolean;
  readonly isTest: boolean;
}

const SCOPE = '@mlops-foundation/';
const SKIPPED = /(^|\/)(node_modules|lib|dist|assets|cdk\.out|seed|[^/]*\.snapshot|\.[^/]+)(\/|$)/;
const TEST = /(^|\/)(test|integ)\//;

/** Every import of the repository's TypeScript. */
export function importsOf(root: string): Import[] {
  return ['packages', 'examples', 'tools', 'internal', 'projenrc'].flatMap((folder) => sourcesBelow(root, folder)).flatMap((file) => importsIn(file, readFileSync(path.join(root, file), 'utf8')));
}

/** @param file from the root of the repository */
export function importsIn(file: string, text: string): Import[] {
  const from = partOf(file);
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return names.map((name) => ({ file, from, isTest: TEST.test(file), ...target(file, name) })).filter(({ to }) => to !== from);
}

function target(file: string, name: string): Pick<Import, 'to' | 'isOurs'> {
  if (name.startsWith('.')) return { to: partOf(path.posix.join(path.posix.dirname(file), name)), isOurs: true };
  if (name.startsWith(SCOPE)) return { to: name.slice(SCOPE.length).split('/')[0], isOurs: true };
  const [scope, second] = name.split('/');
  return { to: name.startsWith('node:') ? name : scope.startsWith('@') ? `${scope}/${second}` : scope, isOurs: false };
}

function partOf(file: string): string {
  const [folder, name] = file.split('/');
  if (folder === 'packages') return name;
  return folder === 'examples' ? 'examples/*' : folder;
}

function sourcesBelow(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (SKIPPED.test(file)) return [];
    if (entry.isDirectory()) return sourcesBelow(root, file);
    return /\.ts$/.test(entry.name) && !/\.d\.ts$/.test(entry.name) ? [file] : [];
  });
}
