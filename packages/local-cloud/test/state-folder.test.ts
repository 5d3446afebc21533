import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

test('a folder is for its owner\'s eyes alone, though it was there and open before', () => {
  chmodSync(folder, 0o755);
  for (const each of [folder, at('new')]) {
    const claimed = StateFolder.claim(each);
    expect(statSync(each).mode & 0o777).toBe(0o700);
    claimed.release();
    rmSync(at('.local-cloud-state'), { force: true });
    chmodSync(folder, 0o755);
  }
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

test.each(['{', '{}', '[]', 'null'])('a file that says of what runs "%s" is told while a process holds the folder, with what to do', (content) => {
  write('local-cloud.json', content);
  expect(StateFolder.running(folder)).toBeUndefined();
  write('local-cloud.json', content);
  write('pid', String(process.ppid));
  expect(() => StateFolder.running(folder)).toThrow(`${at('local-cloud.json')} cannot be read: remove it if no local cloud runs in ${folder}`);
});

/** Everything that a cloud leaves. */
function leave() {
  StateFolder.claim(folder).release();
  write('emulator/state/s3.json', '{}');
  write('runner/things/a.json', '{ "key": "a", "number": 1, "value": {} }');
  write('logs/old.log', 'x');
  write('jobs/old/x', 'x');
  write('local-cloud.json', '{');
}

test('what is of use while a cloud runs goes, and the rest stays', () => {
  leave();
  StateFolder.claim(folder).release();
  expect(['emulator/state/s3.json', 'runner/things/a.json', 'logs/old.log', 'jobs', 'local-cloud.json'].map((name) => existsSync(at(name)))).toEqual([true, true, true, false, false]);
});

test('a fresh start forgets all of it, whatever its state', () => {
  leave();
  write('emulator/state/s3.json', '{');
  write('.local-cloud-state', 'torn');
  StateFolder.claim(folder, { fresh: true }).release();
  expect(['emulator', 'runner', 'logs', 'jobs', 'local-cloud.json'].map((name) => existsSync(at(name)))).toEqual([false, false, false, false, false]);
  expect(() => StateFolder.claim(folder).release()).not.toThrow();
});

test('every file that cannot be read is named in one message, with what to do, and nothing is changed', () => {
  leave();
  write('emulator/state/s3.json', '{ "torn');
  write('emulator/state/iam.json', '');
  write('runner/things/b.json', '{ "key": "b", "number": 2, "value": {');
  write('runner/others/c.json', '{ "something": "else" }');
  const claim = () => StateFolder.claim(folder);
  for (const name of ['emulator/state/s3.json', 'emulator/state/iam.json', 'runner/things/b.json', 'runner/others/c.json: it holds no record']) expect(claim).toThrow(at(name));
  expect(claim).not.toThrow(at('runner/things/a.json'));
  expect(claim).toThrow('"local-cloud reset" forgets it and starts anew; until then nothing of it is changed');
  expect(readFileSync(at('emulator/state/s3.json'), 'utf8')).toBe('{ "torn');
  expect(existsSync(at('pid'))).toBe(false);
});

test.each([['{ "format": 2, "region": "eu-west-1" }', 'format 2'], ['{ "format": 0 }', 'format 0'], ['', 'format unknown'], ['torn', 'format unknown']])('a state of another format (%s) is refused', (mark, format) => {
  leave();
  write('.local-cloud-state', mark);
  expect(() => StateFolder.claim(folder)).toThrow(new RegExp(`${at('.local-cloud-state')}: it is of ${format}.*, and this version reads format 1\n"local-cloud reset"`));
});

test('a cloud runs where it ran before, unless it is told another region', () => {
  const regionOf = (options = {}) => {
    const claimed = StateFolder.claim(folder, options);
    claimed.release();
    mkdirSync(at('runner'), { recursive: true });
    return claimed.region;
  };
  expect([regionOf(), regionOf({ region: 'us-east-1' }), regionOf(), regionOf({ fresh: true })]).toEqual(['eu-west-1', 'us-east-1', 'us-east-1', 'eu-west-1']);
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
