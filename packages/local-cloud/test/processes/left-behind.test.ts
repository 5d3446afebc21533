import type * as processes from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { killNow } from '../../src/processes/kill-tree';
import { endLeftBehind, markOf } from '../../src/processes/left-behind';
import { below, runs, until } from './waiting';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'left-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** A process of a state folder's, with one below it. */
async function left(state: string, ...said: readonly string[]) {
  const child = spawn('sh', ['-c', 'sleep 60; true', ...said], { env: { PATH: process.env.PATH, ...markOf(state), LAST: 'x' }, detached: true, stdio: 'ignore' });
  const { pid = 0 } = child;
  await until('it has one below it', () => below(pid).length > 0);
  return { child, all: [pid, ...below(pid)] };
}

test('what a folder\'s cloud left ends, with all below it; another folder\'s, though its name begins the same, runs on', async () => {
  const [mine, other] = await Promise.all([left(path.join(folder, 'state')), left(path.join(folder, 'state-2'))]);
  endLeftBehind(path.join(folder, 'state'));
  await until('it has ended', () => mine.all.every((pid) => !runs(pid)));
  expect(other.all.filter(runs)).toEqual(other.all);
  killNow(other.child);
});

test('another folder\'s runs on, though its name goes on after a space, and whoever only speaks of the folder', async () => {
  const state = path.join(folder, 'my');
  const others = await Promise.all([left(`${state} cloud`), left(path.join(folder, 'other'), `LOCAL_CLOUD_STATE=${state}`)]);
  endLeftBehind(state);
  const all = others.flatMap((each) => each.all);
  await new Promise((resolve) => setImmediate(resolve));
  expect(all.filter(runs)).toEqual(all);
  others.forEach(({ child }) => killNow(child));
});

test('without `ps` what was left ends on Linux, and nothing is said', async () => {
  const mine = await left(path.join(folder, 'state'));
  const lines: string[] = [];
  const ps = jest.spyOn(jest.requireActual<typeof processes>('node:child_process'), 'execFileSync').mockImplementation(() => { throw new Error('spawn ps ENOENT'); });
  endLeftBehind(path.join(folder, 'state'), (line) => lines.push(line));
  ps.mockRestore();
  const isLinux = process.platform === 'linux';
  expect(lines.length).toBe(isLinux ? 0 : 1);
  if (!isLinux) killNow(mine.child);
  await until('it has ended', () => mine.all.every((pid) => !runs(pid)));
});
