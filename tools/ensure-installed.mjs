// A fresh clone needs no separate install step: every root command asks for this first.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const changed = (file) => (existsSync(resolve(ROOT, file)) ? statSync(resolve(ROOT, file)).mtimeMs : 0);

export const isInstalled = () => changed('node_modules/.package-lock.json') >= changed('package-lock.json');

/** Installs what package-lock.json says, unless it is there already. */
export function ensureInstalled() {
  if (!isInstalled()) execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: 'inherit' });
}
