import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = path.resolve(__dirname, '..', '..', '..');

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'interrupt-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) => (existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8').trim() : '');

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !isSo();) {
    if (Date.now() > end) throw new Error('it took longer than 30 s');
    await pause(20);
  }
}

function lives(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1][0] !== 'Z';
  } catch {
    return false;
  }
}

/** A walk that is at work in its only station. */
async function walk(...more: string[]): Promise<ChildProcess & { readonly code: Promise<number | null> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'interrupted-walk.ts'), folder, ...more], { cwd: ROOT, stdio: 'ignore' });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(() => read('outer') !== '' && read('inner') !== '');
  return Object.assign(child, { code });
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends a station at once with all that it started, and what comes last is done', async (signal) => {
  const walking = await walk();
  walking.kill(signal);
  expect(await walking.code).toBe(130);
  expect(read('tidied')).toBe('true');
  await until(() => !lives(read('outer')) && !lives(read('inner')));
}, 60_000);

test('one Ctrl-C that comes three times is one', async () => {
  const walking = await walk();
  for (let times = 0; times < 3; times++) walking.kill('SIGINT');
  expect(await walking.code).toBe(130);
  expect(read('tidied')).toBe('true');
}, 60_000);

test('whoever asks again after a moment does not wait', async () => {
  const walking = await walk('stubborn');
  walking.kill('SIGINT');
  await until(() => !lives(read('inner')));
  const again = setInterval(() => walking.kill('SIGINT'), 200);
  expect(await walking.code).toBe(130);
  clearInterval(again);
  expect(read('tidied')).toBe('');
}, 60_000);
