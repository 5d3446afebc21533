import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readPytestReport } from '../../testing/python-run';

const folder = mkdtempSync(path.join(tmpdir(), 'python-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reportOf(cases: object[]): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(cases));
  return file;
}

test('a pytest id becomes file and title', () => {
  expect(readPytestReport('packages/p', reportOf([{ id: 'test/test_a.py::TestX::test_y[1]', status: 'passed' }])).cases).toEqual([
    { file: 'packages/p/test/test_a.py', title: 'TestX::test_y[1]', status: 'passed' },
  ]);
});

test('a report that was not written is a problem', () => {
  expect(readPytestReport('p', path.join(folder, 'none.json')).problems).toEqual(['it did not run']);
});

test('a report without a test is a problem', () => {
  expect(readPytestReport('p', reportOf([])).problems).toEqual(['no test was found, or none could be loaded']);
});
