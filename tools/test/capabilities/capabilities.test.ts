import { type Capability, problemsOf } from '../../capabilities/capability';
import { missingConstructs } from '../../capabilities/constructs';
import { missingEvidence } from '../../capabilities/evidence';
import { ROOT } from '../../root';

const planned: Capability = { id: 'C001', statement: 'x', status: 'planned', constructs: [], tests: [], missing: 'all of it' };
const shown: Capability = { ...planned, status: 'shown', missing: undefined, constructs: ['test-kit/describeConstruct'], tests: [{ file: 'a.test.ts', title: 'one' }] };

describe('the shape of the rows', () => {
  test('a planned and a shown row are right', () => {
    expect(problemsOf([planned, { ...shown, id: 'C002' }], 2)).toEqual([]);
  });
  test.each<[string, Capability[]]>([
    ['C002 is missing', [planned]],
    ['C001 is unknown or stands twice', [planned, planned, { ...planned, id: 'C002' }]],
    ['C003 is unknown or stands twice', [planned, { ...planned, id: 'C002' }, { ...planned, id: 'C003' }]],
    ['C002 is shown by no test', [planned, { ...shown, id: 'C002', tests: [] }]],
    ['C002 is shown by no construct', [planned, { ...shown, id: 'C002', constructs: [] }]],
    ['C002 is planned and names constructs or tests: show it, or leave them out', [planned, { ...shown, id: 'C002', status: 'planned' }]],
    ['C002 is planned and does not say what is missing', [planned, { ...planned, id: 'C002', missing: '' }]],
    ['C002 is shown, and yet something is missing: the half of it', [planned, { ...shown, id: 'C002', missing: 'the half of it' }]],
    ['C002 has the status "done": planned or shown', [planned, { ...planned, id: 'C002', status: 'done' as 'shown' }]],
    ['C002 has no statement', [planned, { ...planned, id: 'C002', statement: '' }]],
  ])('%s', (problem, rows) => {
    expect(problemsOf(rows, 2)).toContain(problem);
  });
});

describe('the evidence of shown rows', () => {
  const run = (status: 'passed' | 'failed' | 'skipped') => [{ file: 'a.test.ts', title: 'one', status }];
  test('a test that passed is evidence', () => expect(missingEvidence([shown], run('passed'))).toEqual([]));
  test.each(['failed', 'skipped'] as const)('a test that %s is none', (status) => {
    expect(missingEvidence([shown], run(status))).toEqual([`C001: "one" of a.test.ts is ${status}`]);
  });
  test('a test that did not run is none', () => {
    expect(missingEvidence([shown], [])).toEqual(['C001: "one" of a.test.ts does not exist or did not run']);
  });
});

describe('the constructs of shown rows', () => {
  test('an export and a path exist', () => {
    expect(missingConstructs([shown, { ...shown, constructs: ['packages/test-kit/src'] }], ROOT)).toEqual([]);
  });
  test('what nothing exports does not', () => {
    expect(missingConstructs([{ ...shown, constructs: ['test-kit/Nothing', 'nowhere/Thing'] }], ROOT)).toEqual([
      'C001: test-kit/Nothing does not exist', 'C001: nowhere/Thing does not exist',
    ]);
  });
});
