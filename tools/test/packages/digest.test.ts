import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { digestOf } from '../../packages/digest';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'digest-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The digest before and after a file is written. */
function digestsAround(file: string): [string, string] {
  const before = digestOf([folder]);
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), 'text');
  return [before, digestOf([folder])];
}

test.each(['src/a.ts', 'lambda/h/index.ts', 'package.json', 'README.md', 'seed/build/algorithms/test/test_a.py'])('%s is an input', (file) => {
  const [before, after] = digestsAround(file);
  expect(after).not.toBe(before);
});

test.each(['lib/a.js', 'assets/h/index.js', '.jsii', '.jsii.tabl.json', 'API.md', 'test/a.test.ts', 'seed/__pycache__/a.pyc'])('%s is no input', (file) => {
  const [before, after] = digestsAround(file);
  expect(after).toBe(before);
});

test('a moved file makes another digest', () => {
  const [, one] = digestsAround('src/a.ts');
  rmSync(path.join(folder, 'src', 'a.ts'));
  const [, other] = digestsAround('src/b.ts');
  expect(other).not.toBe(one);
});

test('what does not exist has a digest', () => {
  expect(digestOf([path.join(folder, 'none')])).toBe(digestOf([]));
});
