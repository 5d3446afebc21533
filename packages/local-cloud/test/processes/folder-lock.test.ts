import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { FolderLock } from '../../src/processes/folder-lock';
import { runs, until } from './waiting';

let file: string;
beforeEach(() => { file = path.join(mkdtempSync(path.join(tmpdir(), 'lock-')), 'folder.lock'); });
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

/** The number of a process that is no more. */
async function deadProcess(): Promise<number> {
  const child = spawn('true');
  await until('it has ended', () => child.exitCode !== null && !runs(child.pid ?? 0));
  return child.pid ?? 0;
}

test('a lock that nobody holds is taken at once, and says who holds it', async () => {
  const onWait = jest.fn();
  const lock = await FolderLock.take(file, onWait);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  lock.release();
  expect(existsSync(file)).toBe(false);
  expect(onWait).not.toHaveBeenCalled();
});

test('who comes second waits for the first, and says so once', async () => {
  const onWait = jest.fn();
  const order: string[] = [];
  const first = await FolderLock.take(file, onWait);
  const second = FolderLock.take(file, onWait).then((lock) => { order.push('second'); lock.release(); });
  await until('the second waits', () => onWait.mock.calls.length > 0);
  order.push('first');
  first.release();
  await second;
  expect(order).toEqual(['first', 'second']);
  expect(onWait).toHaveBeenCalledTimes(1);
});

test('the lock of a process that is gone counts for nothing', async () => {
  writeFileSync(file, String(await deadProcess()));
  await FolderLock.take(file, () => undefined);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
});

test('a lock that names no process counts for nothing', async () => {
  writeFileSync(file, '');
  await FolderLock.take(file, () => undefined);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
});

test('many who find the lock of a process that is gone still work one at a time', async () => {
  writeFileSync(file, String(await deadProcess()));
  const diary = `${file}.diary`;
  await Promise.all(Array.from({ length: 5 }, async (_, who) => {
    const lock = await FolderLock.take(file, () => undefined);
    appendFileSync(diary, `${who} in\n`);
    await new Promise(setImmediate);
    appendFileSync(diary, `${who} out\n`);
    lock.release();
  }));
  const entries = readFileSync(diary, 'utf8').trim().split('\n').map((line) => line.split(' '));
  for (let i = 0; i < entries.length; i += 2) expect([entries[i], entries[i + 1]]).toEqual([[entries[i][0], 'in'], [entries[i][0], 'out']]);
});
