import type { Import } from './imports';
import type { Edges } from './picture';

/** Imports between parts of the repository that the picture does not show. */
export function edgesOutside(picture: Readonly<Record<string, Edges>>, imports: readonly Import[]): string[] {
  return imports
    .filter(({ isOurs }) => isOurs)
    .filter(({ from, to, isTest }) => !(picture[from]?.shipped.includes(to) || (isTest && picture[from]?.tests.includes(to))))
    .map(({ file, from, to, isTest }) => `${file}: ${from} imports ${to}${isTest ? ' in a test' : ''}`);
}

/** What shipped code imports and its package.json does not declare: jsii and tsc find it at the root and say nothing. */
export function undeclared(imports: readonly Import[], declared: Readonly<Record<string, readonly string[]>>): string[] {
  return imports
    .filter(({ file, isTest, isOurs, to }) => /^packages\/[^/]+\/src\//.test(file) && !isTest && !isOurs && !to.startsWith('node:'))
    .filter(({ from, to }) => !declared[from]?.includes(to))
    .map(({ file, to }) => `${file}: ${to} is not in package.json`);
}
