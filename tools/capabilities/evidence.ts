import type { TestCase } from '../testing/part';
import type { Capability } from './capability';

/** The tests that a shown row names and that did not pass in this run. @returns every problem */
export function missingEvidence(rows: readonly Capability[], cases: readonly TestCase[]): string[] {
  const status = new Map(cases.map((testCase) => [key(testCase), testCase.status]));
  return rows.flatMap(({ id, tests }) =>
    tests.flatMap((named) => {
      const found = status.get(key(named));
      if (found === 'passed') return [];
      return [`${id}: "${named.title}" of ${named.file} ${found ? `is ${found}` : 'does not exist or did not run'}`];
    }),
  );
}

const key = ({ file, title }: { readonly file: string; readonly title: string }) => `${file}\n${title}`;
