import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { StateFile } from '../../src/services/state-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was saved is there again, and nothing else is left', () => {
  const file = path.join(folder, 'deeper', 'state.json');
  const state = new StateFile<{ n?: number }>(file, {});
  state.value.n = 1;
  state.save();
  expect(new StateFile<{ n?: number }>(file, {}).value).toEqual({ n: 1 });
  expect(readdirSync(path.dirname(file))).toEqual(['state.json']);
});

test('what was not saved is not', () => {
  const file = path.join(folder, 'state.json');
  new StateFile<{ n?: number }>(file, {}).value.n = 1;
  expect(new StateFile(file, { n: 0 }).value).toEqual({ n: 0 });
});

test('a broken file is named with the way out', () => {
  const file = path.join(folder, 'state.json');
  writeFileSync(file, '{');
  expect(() => new StateFile(file, {})).toThrow(/state\.json cannot be read .*local-cloud reset/);
});
