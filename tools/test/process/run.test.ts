import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { family, running } from '../../process/family';
import { ROOT } from '../../root';

/** A command that starts another in a group of its own, as jest's workers start clouds; with `deaf`, both overhear SIGTERM. */
const CHILD = (deaf: boolean) => `
  const deaf = ${deaf}; if (deaf) process.on('SIGTERM', () => {});
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', (deaf ? "process.on('SIGTERM', () => {});" : '') + 'console.log("both run"); setTimeout(() => {}, 60000)'], { detached: true, stdio: 'inherit' });
  setTimeout(() => {}, 60000);`;

/** A tool that runs it, and would say so if it went on. */
async function started(deaf: boolean) {
  const code = `const { runBeside } = require(${JSON.stringify(path.join(ROOT, 'tools', 'process', 'run.ts'))});
    runBeside(process.execPath, ['-e', ${JSON.stringify(CHILD(deaf))}]).then(() => console.log('went on'));`;
  const tool = spawn(process.execPath, ['--import', 'tsx', '-e', code], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  await new Promise<void>((resolve) => tool.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); if (output.includes('both run')) resolve(); }));
  const all = family(tool.pid ?? 0);
  const ended = new Promise<number | null>((resolve) => { tool.once('exit', resolve); });
  return { tool, all, ended, left: () => running().filter(({ pid }) => all.includes(pid)), output: () => output };
}

test.each([['SIGINT', false], ['SIGTERM', false], ['SIGTERM', true]] as const)('%s to a tool alone ends what it runs, deaf: %s, and then the tool', async (signal, deaf) => {
  const { tool, all, ended, left, output } = await started(deaf);
  try {
    expect(all).toHaveLength(3);
    tool.kill(signal);
    expect(await ended).toBe(130);
    expect(left()).toEqual([]);
    expect(output()).toBe('both run\n');
  } finally {
    for (const { pid } of left()) process.kill(pid, 'SIGKILL');
  }
}, 30_000);
