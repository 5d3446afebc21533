import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { pacmak } from '../../building/pacmak';
import type { Package } from '../../packages/packages';
import { ROOT } from '../../root';

const FOLDER = path.join(ROOT, 'dist', 'go');

/** Generates the sources of the Go modules; nothing compiles them. */
export function generateGo(constructs: readonly Package[]): void {
  rmSync(FOLDER, { recursive: true, force: true });
  pacmak(constructs, 'go', '--code-only');
}

/** @returns what a module lacks: its name, its version, the JavaScript that it speaks to */
export function goProblems({ folder, version }: Package): string[] {
  const { moduleName, packageName } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).jsii.targets.go;
  const module = path.join(FOLDER, packageName);
  const read = (file: string) => (existsSync(path.join(module, file)) ? readFileSync(path.join(module, file), 'utf8') : '');
  const files = existsSync(module) ? readdirSync(module, { recursive: true, encoding: 'utf8' }) : [];
  return [
    ...(read('go.mod').startsWith(`module ${moduleName}/${packageName}`) ? [] : [`go.mod does not name ${moduleName}/${packageName}`]),
    ...(read('version').trim() === version ? [] : [`the file version does not say ${version}`]),
    ...(files.some((file) => file.endsWith(`${version}.tgz`)) ? [] : ['the package of npm that it carries is missing']),
  ];
}
