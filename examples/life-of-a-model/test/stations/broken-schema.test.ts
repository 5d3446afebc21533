import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { renameAnswer } from '../../stations/broken-schema';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'broken-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('the answer is renamed in whatever step serves, and in its tests', () => {
  mkdirSync(path.join(folder, 'answer', 'test'), { recursive: true });
  const [served, tested] = [path.join(folder, 'answer', 'inference.py'), path.join(folder, 'answer', 'test', 'test_answer.py')];
  writeFileSync(served, '{"probability": probability}');
  writeFileSync(tested, 'answer[\'probability\']');
  expect(renameAnswer(folder)).toBe(2);
  expect([served, tested].map((file) => readFileSync(file, 'utf8'))).toEqual(['{"score": probability}', 'answer[\'score\']']);
});

test('code that answers with something else is left alone', () => {
  writeFileSync(path.join(folder, 'inference.py'), '{"price": 3}');
  expect(renameAnswer(folder)).toBe(0);
  expect(readFileSync(path.join(folder, 'inference.py'), 'utf8')).toBe('{"price": 3}');
});
