import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { zipSync } from 'fflate';
import { packTarGz, unpackTarGz } from '../../src/archive/tar';
import { filesBelow, unzip, zip } from '../../src/archive/zip';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'archive-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content = name) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};

test('a zip brings back every file with its content', () => {
  write('from/a.txt');
  write('from/deep/er/b.txt');
  unzip(zip(path.join(folder, 'from'), ['a.txt', 'deep/er/b.txt']), path.join(folder, 'to'));
  expect(readFileSync(path.join(folder, 'to/deep/er/b.txt'), 'utf8')).toBe('from/deep/er/b.txt');
  expect(filesBelow(path.join(folder, 'to'))).toEqual(['a.txt', 'deep/er/b.txt']);
});

test('a script that may be run may be run after it was zipped and unzipped', () => {
  chmodSync(write('from/run.sh'), 0o755);
  write('from/plain.txt');
  unzip(zip(path.join(folder, 'from'), ['run.sh', 'plain.txt']), path.join(folder, 'to'));
  expect(statSync(path.join(folder, 'to/run.sh')).mode & 0o111).toBe(0o111);
  expect(statSync(path.join(folder, 'to/plain.txt')).mode & 0o111).toBe(0);
});

test.each(['../out.txt', '/out.txt', 'a/../../out.txt'])('the entry %s, which would leave its folder, is refused', (name) => {
  expect(() => unzip(zipSync({ [name]: Buffer.from('x') }), path.join(folder, 'to'))).toThrow('would leave its folder');
  expect(existsSync(path.join(folder, 'out.txt'))).toBe(false);
});

test('a folder that only shares the beginning of its name is outside', () => {
  expect(() => unzip(zipSync({ '../to-other/x': Buffer.from('x') }), path.join(folder, 'to'))).toThrow('would leave its folder');
});

test('an entry of an empty folder makes the folder', () => {
  unzip(zipSync({ 'empty/': new Uint8Array() }), path.join(folder, 'to'));
  expect(statSync(path.join(folder, 'to/empty')).isDirectory()).toBe(true);
});

test('git\'s own files are left out', () => {
  write('.git/config');
  write('sub/.git/HEAD');
  write('.gitignore');
  expect(filesBelow(folder)).toEqual(['.gitignore']);
});

test('a tar holds a folder\'s entries by their names alone, hidden and odd ones too, and brings them back', async () => {
  write('from/model.json');
  write('from/.hidden');
  write('from/-rf');
  const file = path.join(folder, 'model.tar.gz');
  await packTarGz(path.join(folder, 'from'), file);
  expect(execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n').sort()).toEqual(['-rf', '.hidden', 'model.json']);
  await unpackTarGz(file, path.join(folder, 'to'));
  expect(filesBelow(path.join(folder, 'to'))).toEqual(['-rf', '.hidden', 'model.json']);
});

test('the tar of an empty folder is an empty tar', async () => {
  mkdirSync(path.join(folder, 'from'));
  await packTarGz(path.join(folder, 'from'), path.join(folder, 'empty.tar.gz'));
  await unpackTarGz(path.join(folder, 'empty.tar.gz'), path.join(folder, 'to'));
  expect(filesBelow(path.join(folder, 'to'))).toEqual([]);
});

test('a tar\'s entry that would leave its folder writes nothing outside', async () => {
  write('from/x');
  const file = path.join(folder, 'bad.tar.gz');
  execFileSync('tar', ['-czPf', file, '-C', path.join(folder, 'from'), '--transform', 's,^x$,../escaped,', 'x']);
  await unpackTarGz(file, path.join(folder, 'to')).catch(() => undefined);
  expect(existsSync(path.join(folder, 'escaped'))).toBe(false);
});
