// Runs a tool of this folder, written in TypeScript, on a clone that may not be installed yet.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { endLeftovers, startedBy } from './process/leftovers.mjs';

/** A signal to this process is one to the tool, which ends what it has started; what it cannot, because it waits for it, is ended here. @param {string} main file below tools/ */
export function runTool(main, args = process.argv.slice(2)) {
  ensureInstalled();
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(ROOT, 'tools', main), ...args], { cwd: ROOT, stdio: 'inherit' });
  const started = [];
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    try {
      // once it has ended nobody knows them by it
      started.push(...startedBy(child.pid));
    } finally {
      child.kill(signal);
    }
  });
  child.once('error', (error) => { console.error(error.message); process.exitCode = 1; });
  child.once('exit', (code, signal) => {
    process.exitCode = signal ? 130 : code;
    if (started.length > 0) void endLeftovers(started);
  });
}
