import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inputsOf, isCompiled, noteCompiled } from '../../building/compiled';
import type { Package } from '../../packages/packages';

const root = mkdtempSync(path.join(tmpdir(), 'compiled-'));
const notes = path.join(root, 'notes');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const made = (name: string, ...needs: string[]): Package =>
  ({ folder: path.join(root, name), name, packageName: name, version: '1.0.0', kind: 'node', isPrivate: false, needs });
const [base, built] = [made('base'), made('built', 'base')];
const all = [base, built];

beforeEach(() => {
  for (const { name } of all) for (const [file, text] of [['package.json', '{}'], ['src/index.ts', 'one'], ['lib/index.js', 'one']]) write(`${name}/${file}`, text);
  for (const each of all) noteCompiled(each, inputsOf(each, all), notes);
});

test('what was compiled and left alone is not compiled again', () => expect(all.map((each) => isCompiled(each, all, notes))).toEqual([true, true]));

test.each([
  ['a source', 'built/src/index.ts', [true, false]],
  ["a sibling's source", 'base/src/index.ts', [false, false]],
  ['what came of it', 'built/lib/index.js', [true, false]],
  ['a test', 'built/test/index.test.ts', [true, true]],
])('%s that changes: %s', (_, file, expected) => {
  write(file, 'two');
  expect(all.map((each) => isCompiled(each, all, notes))).toEqual(expected);
});

test('what was never compiled is', () => expect(isCompiled(base, all, path.join(root, 'none'))).toBe(false));
