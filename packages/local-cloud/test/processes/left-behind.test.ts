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
async function left(state: string) {
  const child = spawn('sh', ['-c', 'sleep 60; true'], { env: { PATH: process.env.PATH, ...markOf(state), LAST: 'x' }, detached: true, stdio: 'ignore' });
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

test('where nothing was left nothing ends', () => {
  expect(() => endLeftBehind(path.join(folder, 'state'))).not.toThrow();
});
