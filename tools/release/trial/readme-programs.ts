import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../../packages/packages';

/** The programs of a README, by language. */
export interface Programs {
  readonly typescript: readonly string[];
  readonly python: readonly string[];
}

/**
 * Every `ts nofixture` and every `python` block of a README is a whole program, which is run as it stands. Other `ts` blocks are parts of one: they are
 * compiled only.
 */
export function programsIn(readme: string): Programs {
  const blocks = [...readme.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)];
  const of = (language: string) => blocks.filter(([, info]) => info.trim() === language).map(([, , text]) => text);
  return { typescript: of('ts nofixture'), python: of('python') };
}

export function programsOf({ folder }: Package): Programs {
  const readme = path.join(folder, 'README.md');
  return programsIn(existsSync(readme) ? readFileSync(readme, 'utf8') : '');
}

/** A package's README shows it in each language that can use it. @returns what it does not show */
export function missingPrograms({ kind }: Package, { typescript, python }: Programs): string[] {
  return [
    ...(kind !== 'python' && typescript.length === 0 ? ['README.md has no program in TypeScript: a block of "ts nofixture"'] : []),
    ...(kind !== 'node' && python.length === 0 ? ['README.md has no program in Python: a block of "python"'] : []),
  ];
}
