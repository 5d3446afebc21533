/** One test, as a report of the run tells it. */
export interface TestCase {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

/** What one of the runners found. */
export interface Part {
  readonly name: string;
  readonly cases: readonly TestCase[];
  /** What is wrong beyond the cases: a file that cannot be loaded, a runner that did not start. */
  readonly problems: readonly string[];
}

export interface Sum {
  readonly passed: number;
  readonly failed: number;
}

/** A skipped test counts as failed: it claims something and shows nothing. */
export function sum(parts: readonly Part[]): Sum {
  const cases = parts.flatMap((part) => part.cases);
  const passed = cases.filter(({ status }) => status === 'passed').length;
  return { passed, failed: cases.length - passed + parts.flatMap((part) => part.problems).length };
}

/** Names what failed, a line each. */
export function failuresOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ name, cases, problems }) => [
    ...cases.filter(({ status }) => status !== 'passed').map(({ file, title, status }) => `${name}: ${status}: ${file}: ${title}`),
    ...problems.map((problem) => `${name}: ${problem}`),
  ]);
}
