import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readPythonReport, unittestFile } from '../../testing/python-run';

const folder = mkdtempSync(path.join(tmpdir(), 'python-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a unittest id becomes file and title', () => {
  expect(unittestFile('packages/p', 'test.deep.test_checker.CheckerTest.test_name')).toEqual({
    file: 'packages/p/test/deep/test_checker.py', title: 'CheckerTest.test_name',
  });
});

test('a report that was not written is a problem', () => {
  expect(readPythonReport('p', path.join(folder, 'none.json'), () => ({ file: '', title: '' })).problems).toEqual(['it did not run']);
});

test('a report without a test is a problem', () => {
  const file = path.join(folder, 'empty.json');
  writeFileSync(file, '[]');
  expect(readPythonReport('p', file, () => ({ file: '', title: '' })).problems).toEqual(['no test was found']);
});
