// Runs a tool of this folder, written in TypeScript, on a clone that may not be installed yet.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

/** @param {string} main file below tools/ */
export function runTool(main, args = process.argv.slice(2)) {
  ensureInstalled();
  const { status, signal } = spawnSync(process.execPath, ['--import', 'tsx', resolve(ROOT, 'tools', main), ...args], { cwd: ROOT, stdio: 'inherit' });
  process.exitCode = signal ? 1 : (status ?? 1);
}
