import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { noSpace } from '../src/no-space';
import { Records } from '../src/services/records';
import { fileLog } from '../src/state-log';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'no-space-')); });
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const at = (name: string) => path.join(folder, name);
/** A file on a disk that is full (https://man7.org/linux/man-pages/man4/full.4.html). */
const full = (name: string) => symlinkSync('/dev/full', at(name));

test('a record that finds no room stays as it was, and the folder is named', () => {
  const records = new Records<{ n: number }>(folder);
  const value = records.set('one', { n: 1 });
  const [name] = readdirSync(folder);
  value.n = 2;
  full(`${name}.new`);
  expect(() => records.save('one')).toThrow(`no space left on the disk for ${folder} (ENOSPC: no space left on device, write): free some and try again`);
  expect(readdirSync(folder)).toEqual([name]);
  expect(new Records<{ n: number }>(folder).get('one')).toEqual({ n: 1 });
  records.save('one');
  expect(new Records<{ n: number }>(folder).get('one')).toEqual({ n: 2 });
});

test('a log that finds no room ends nothing: it is told once, and remembered until there is room', () => {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  mkdirSync(at('logs'));
  full('logs/gateway.log');
  const log = fileLog(at('logs'));
  for (const line of ['one', 'two']) log.write('gateway', line);
  expect(log.problem).toContain(`logs are being lost: no space left on the disk for ${at('logs')}`);
  expect(told.mock.calls).toEqual([[`${log.problem}\n`]]);
  unlinkSync(at('logs/gateway.log'));
  log.write('gateway', 'three');
  expect(log.problem).toBeUndefined();
  expect(readFileSync(at('logs/gateway.log'), 'utf8')).toContain('three');
});

test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s is no room, also as the cause of another error', (code) => {
  const error = Object.assign(new Error(`${code}: it is full`), { code });
  expect(noSpace(error, '/state')).toBe(`no space left on the disk for /state (${code}: it is full): free some and try again`);
  expect(noSpace(new Error('it was not saved', { cause: error }), '/state')).toContain(`(${code}: it is full)`);
});

test('what a program that was started says of it is no room too', () => {
  expect(noSpace(new Error('git init: cannot copy: No space left on device'), '/state')).toBe('no space left on the disk for /state (git init: cannot copy: No space left on device): free some and try again');
});

test('what has been said is not said again', () => {
  const said = 'no space left on the disk for /state/s3 ([Errno 28] No space left on device): free some and try again';
  expect(noSpace(new Error(`local-cloud: ${said}`), '/state')).toBe(said);
});

test('any other error is something else', () => {
  expect(noSpace(Object.assign(new Error('no'), { code: 'EACCES' }), '/state')).toBeUndefined();
});
