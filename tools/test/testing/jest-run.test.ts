import { readJestReport } from '../../testing/jest-run';

const result = (name: string, status: string, ...statuses: string[]) => ({
  name: `/repo/${name}`,
  status,
  message: status === 'failed' ? 'SyntaxError: x\n  at y' : '',
  assertionResults: statuses.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});

test('cases are told by file and full name', () => {
  expect(readJestReport({ testResults: [result('a.test.ts', 'passed', 'passed')] }, '/repo').cases).toEqual([{ file: 'a.test.ts', title: 'test 0', status: 'passed' }]);
});

test.each(['pending', 'todo', 'disabled'])('a %s test is skipped', (status) => {
  expect(readJestReport({ testResults: [result('a.test.ts', 'passed', status)] }, '/repo').cases[0].status).toBe('skipped');
});

test('a file that cannot be loaded is a problem', () => {
  expect(readJestReport({ testResults: [result('a.test.ts', 'failed')] }, '/repo').problems).toEqual(['a.test.ts: SyntaxError: x']);
});

test('a file with a failed test is no problem of its own', () => {
  expect(readJestReport({ testResults: [result('a.test.ts', 'failed', 'failed')] }, '/repo').problems).toEqual([]);
});
