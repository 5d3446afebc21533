import { failuresOf, type Part, sum } from '../../testing/part';

const part: Part = {
  name: 'jest',
  cases: [
    { file: 'a.test.ts', title: 'one', status: 'passed' },
    { file: 'a.test.ts', title: 'two', status: 'failed' },
    { file: 'a.test.ts', title: 'three', status: 'skipped' },
  ],
  problems: ['b.test.ts: cannot be loaded'],
};

test('skipped tests and problems count as failed', () => {
  expect(sum([part, part])).toEqual({ passed: 2, failed: 6 });
});

test('every failure is named', () => {
  expect(failuresOf([part])).toEqual(['jest: failed: a.test.ts: two', 'jest: skipped: a.test.ts: three', 'jest: b.test.ts: cannot be loaded']);
});
