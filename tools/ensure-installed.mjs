// A fresh clone needs no separate install step: every root command asks for this first.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const changed = (file) => (existsSync(resolve(ROOT, file)) ? statSync(resolve(ROOT, file)).mtimeMs : 0);

export const isInstalled = () => changed('node_modules/.package-lock.json') >= changed('package-lock.json');

/** A folder that one command makes at a time; `npm ci` of two would take each other's packages away. */
const LOCK = resolve(ROOT, '.installing');
const PAUSE_MILLISECONDS = 500;

/** Installs what package-lock.json says, unless it is there already or another command does so, for which it waits. */
export function ensureInstalled() {
  while (!isInstalled()) {
    if (takeLock()) {
      try {
        return isInstalled() ? undefined : install();
      } finally {
        rmSync(LOCK, { recursive: true, force: true });
      }
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
  }
}

/** Whoever holds it writes its number there, so that one that was killed is known by it. */
function takeLock() {
  try {
    mkdirSync(LOCK);
    writeFileSync(resolve(LOCK, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld()) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function isHeld() {
  try {
    process.kill(Number(readFileSync(resolve(LOCK, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // a folder without a number was made this moment; a process of somebody else lives
    return error.code === 'EPERM' || (error.code === 'ENOENT' && existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs < 10_000);
  }
}

function install() {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: 'inherit' });
}
