// Runs a tool of this folder, written in TypeScript, on a clone that may not be installed yet.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';

/** A signal to this process is one to the tool, which ends what it has started. @param {string} main file below tools/ */
export function runTool(main, args = process.argv.slice(2)) {
  ensureInstalled();
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(ROOT, 'tools', main), ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => { console.error(error.message); process.exitCode = 1; });
  child.once('close', (code, signal) => { process.exitCode = signal ? 130 : code; });
}
