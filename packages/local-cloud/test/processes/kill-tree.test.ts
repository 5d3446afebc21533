import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { killNow, killTree } from '../../src/processes/kill-tree';
import { runs, until } from './waiting';

let folder: string;
const started: ChildProcess[] = [];
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'kill-')); });
afterEach(() => {
  started.splice(0).forEach(killNow);
  rmSync(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);
const told = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8').trim() : '');

/** A shell whose script says `ready` once its traps are set. */
async function shell(script: string): Promise<ChildProcess> {
  const child = spawn('bash', ['-c', script], { cwd: folder, detached: true, stdio: 'ignore' });
  started.push(child);
  await until('the script is ready', () => existsSync(at('ready')));
  return child;
}

test('a process and what it started end', async () => {
  const child = await shell('sleep 60 & echo $! > inner; touch ready; wait');
  await killTree(child, 5);
  expect([runs(child.pid ?? 0), runs(told('inner'))]).toEqual([false, false]);
});

test('a process may tidy up before it ends', async () => {
  const child = await shell('trap "echo tidied > tidy; exit" TERM; touch ready; while :; do read -t 1 < <(sleep 1); done');
  await killTree(child, 5);
  expect(told('tidy')).toBe('tidied');
});

test('what does not listen is ended after the grace, and not before', async () => {
  const child = await shell('trap "" TERM; touch ready; while :; do sleep 0.05; done');
  const begin = Date.now();
  await killTree(child, 0.3);
  expect(Date.now() - begin).toBeGreaterThanOrEqual(300);
  expect(runs(child.pid ?? 0)).toBe(false);
});

test('what outlives the first process of a group ends too', async () => {
  const child = await shell('(trap "" TERM; sleep 60) & echo $! > inner; touch ready');
  await until('the first process has ended', () => child.exitCode !== null);
  expect(runs(told('inner'))).toBe(true);
  await killTree(child, 0.1);
  expect(runs(told('inner'))).toBe(false);
});

test('a process that has ended is no problem, and neither is one that never began', async () => {
  const child = await shell('touch ready');
  await until('it has ended', () => child.exitCode !== null);
  await expect(killTree(child, 1)).resolves.toBeUndefined();
  expect(() => killNow(child)).not.toThrow();
  const never = spawn(at('no-such-program'), { detached: true });
  never.once('error', () => undefined);
  await expect(killTree(never, 1)).resolves.toBeUndefined();
});
