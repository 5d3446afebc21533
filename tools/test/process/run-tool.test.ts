import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { family, running } from '../../process/family';
import { ROOT } from '../../root';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'run-tool-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** What a command of a tool runs; with `deaf`, it overhears SIGTERM. */
const COMMAND = (deaf: boolean) => `${deaf ? "process.on('SIGTERM', () => {});" : ''} console.log("it runs"); setTimeout(() => {}, 60000);`;

/** A tool as `npm run build` is one: it waits for a command, and hears nothing meanwhile. */
async function started(deaf: boolean) {
  const main = path.join(folder, 'main.ts');
  const command = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(COMMAND(deaf))}], { stdio: 'inherit' });`;
  writeFileSync(main, `import { mustRun } from ${JSON.stringify(path.join(ROOT, 'tools', 'process', 'run.ts'))};\nmustRun(process.execPath, ['-e', ${JSON.stringify(command)}]);\nconsole.log('went on');\n`);
  const code = `import { runTool } from ${JSON.stringify(pathToFileURL(path.join(ROOT, 'tools', 'run-tool.mjs')).href)}; runTool(${JSON.stringify(main)}, []);`;
  const runner = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  await new Promise<void>((resolve) => runner.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); if (output.includes('it runs')) resolve(); }));
  const all = family(runner.pid ?? 0);
  const ended = new Promise<number | null>((resolve) => { runner.once('exit', resolve); });
  return { runner, all, ended, left: () => running().filter(({ pid }) => all.includes(pid)), output: () => output };
}

test.each([['SIGINT', false], ['SIGTERM', false], ['SIGTERM', true]] as const)('%s to a tool that waits for a command ends the command and what that runs, deaf: %s', async (signal, deaf) => {
  const { runner, all, ended, left, output } = await started(deaf);
  try {
    // this one, the tool, its command, and what that runs
    expect(all.length).toBeGreaterThanOrEqual(4);
    runner.kill(signal);
    expect(await ended).toBe(130);
    expect(left()).toEqual([]);
    expect(output()).toBe('it runs\n');
  } finally {
    for (const { pid } of left()) process.kill(pid, 'SIGKILL');
  }
}, 60_000);
