import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { StateFolder } from '../src/state-folder';
import { runs, until } from './processes/waiting';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'state-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const write = (name: string, content: string) => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
};

/** The number of a process that is no more. */
async function deadProcess(): Promise<number> {
  const child = spawn('true');
  await until('it has ended', () => child.exitCode !== null && !runs(child.pid ?? 0));
  return child.pid ?? 0;
}

test('a folder has one local cloud at a time, in the same process too', () => {
  const first = StateFolder.claim(folder);
  expect(() => StateFolder.claim(folder)).toThrow(`${folder} is in use by process ${process.pid}: stop it with "local-cloud down", or give another folder with --state`);
  first.release();
  StateFolder.claim(folder).release();
});

test('a folder that another process uses is refused, and nothing of it is lost', () => {
  write('pid', String(process.ppid));
  write('logs/gateway.log', 'x');
  expect(() => StateFolder.claim(folder)).toThrow(`in use by process ${process.ppid}`);
  expect(existsSync(at('logs/gateway.log'))).toBe(true);
});

test('the pid file of a process that is gone is taken over', async () => {
  write('pid', String(await deadProcess()));
  const claimed = StateFolder.claim(folder);
  expect(readFileSync(at('pid'), 'utf8')).toBe(String(process.pid));
  claimed.release();
});

test('a pid file with our own number from before, as in a container that started again, is taken over', () => {
  write('pid', String(process.pid));
  expect(() => StateFolder.claim(folder).release()).not.toThrow();
});

test.each(['', 'no number', '-1'])('a pid file that says "%s" is told, with what to do', (content) => {
  write('pid', content);
  expect(() => StateFolder.claim(folder)).toThrow(`${at('pid')} names no process ("${content}"): remove it if no local cloud runs in ${folder}`);
});

test.each(['{', '{}', '[]', 'null'])('a file that says of what runs "%s" is told, with what to do', (content) => {
  write('local-cloud.json', content);
  expect(() => StateFolder.running(folder)).toThrow(`${at('local-cloud.json')} cannot be read: remove it if no local cloud runs in ${folder}`);
});

test('what an older cloud left is forgotten', () => {
  write('emulator/old', 'x');
  write('logs/old.log', 'x');
  write('local-cloud.json', '{');
  StateFolder.claim(folder).release();
  expect([existsSync(at('emulator')), existsSync(at('logs')), existsSync(at('local-cloud.json'))]).toEqual([false, false, false]);
});

test('a folder of somebody\'s own is refused, and nothing of it is lost', () => {
  write('logs/mine.log', 'x');
  write('package.json', '{}');
  expect(() => StateFolder.claim(folder)).toThrow(`${folder} holds other things than a local cloud's state (package.json), which must not be lost`);
  expect(existsSync(at('logs/mine.log'))).toBe(true);
});

test('what somebody puts into a local cloud\'s own folder does no harm', () => {
  StateFolder.claim(folder).release();
  write('notes.txt', 'x');
  StateFolder.claim(folder).release();
  expect(existsSync(at('notes.txt'))).toBe(true);
});

test('what runs is known while it runs, and no longer', async () => {
  const claimed = StateFolder.claim(folder);
  expect(StateFolder.running(folder)).toBeUndefined();
  claimed.publish({ endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' });
  expect(StateFolder.running(folder)).toEqual({ pid: process.pid, endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' });
  write('local-cloud.json', JSON.stringify({ pid: await deadProcess(), endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' }));
  expect(StateFolder.running(folder)).toBeUndefined();
  claimed.release();
  expect([existsSync(at('pid')), existsSync(at('local-cloud.json'))]).toEqual([false, false]);
});
