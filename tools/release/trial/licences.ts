import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { isForbidden } from '../../dependencies/licences';

/** A package that came along with one of ours. */
export interface Came {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** What npm put into a project, nested folders too. */
export function cameWithNpm(project: string): Came[] {
  const modules = path.join(project, 'node_modules');
  return foldersIn(modules).flatMap((folder) => {
    const manifest = path.join(folder, 'package.json');
    const { name = folder, version = '', license = '', licenses = [] } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
    const said = license.type ?? license;
    return [{ name, version, license: said || licenses.map(({ type }: { type: string }) => type).join(' OR ') }, ...cameWithNpm(folder)];
  });
}

/** @returns what must not come along with what is published, a line each; what says no licence must not either */
export function forbiddenIn(came: readonly Came[]): string[] {
  return came.filter(({ license }) => isForbidden(license || 'none said') || isForbiddenInWords(license)).map(({ name, version, license }) => `${name}@${version} comes along: ${license || 'no licence said'}`);
}

/** Python's classifiers spell it out: `GNU General Public License v3 (GPLv3)`. */
const isForbiddenInWords = (license: string) => /\bA?GPLv?\d|GNU (Affero )?General Public/i.test(license) && !/Lesser/i.test(license);

function foldersIn(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).flatMap(({ name }) => {
    const folder = path.join(modules, name);
    return name.startsWith('@') ? readdirSync(folder).map((inner) => path.join(folder, inner)) : [folder];
  });
}
