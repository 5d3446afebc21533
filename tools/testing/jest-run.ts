import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { UsageError } from '../process/command';
import { runBeside } from '../process/run';
import { ROOT } from '../root';
import type { Part, TestCase } from './part';

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Tests with a running cloud wait more than they work: jest's own choice, one less than there are cores, leaves two cores idle half of the time. */
const WORKERS = Math.max(2, availableParallelism() - 1);

/**
 * One jest run over all projects.
 * @throws UsageError when what was chosen is no test
 * @param env for the tests
 */
export async function runJest(reports: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Part> {
  const file = path.join(reports, 'jest.json');
  const succeeded = await runBeside(process.execPath, ['node_modules/jest/bin/jest.js', `--maxWorkers=${WORKERS}`, '--json', `--outputFile=${file}`, ...args], { env });
  if (!existsSync(file)) return { name: 'jest', cases: [], problems: ['it did not run'] };
  const report: JestReport = JSON.parse(readFileSync(file, 'utf8'));
  if (report.testResults.length === 0) throw new UsageError(`no test fits ${args.join(' ')}`);
  const part = readJestReport(report, ROOT);
  const isExplained = succeeded || part.problems.length > 0 || part.cases.some(({ status }) => status === 'failed');
  return isExplained ? part : { ...part, problems: ['jest failed and its report names no test'] };
}

/** @param root the folder that files are told from */
export function readJestReport({ testResults }: JestReport, root: string): Part {
  const cases = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }): TestCase => ({ file: path.relative(root, name), title: fullName, status: statusOf(status) })),
  );
  const unloadable = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'));
  return { name: 'jest', cases, problems: unloadable.map(({ name, message }) => `${path.relative(root, name)}: ${message.trim().split('\n')[0]}`) };
}

/** `pending`, `todo`, `disabled` and `focused` tests did not run. */
function statusOf(status: string): TestCase['status'] {
  return status === 'passed' || status === 'failed' ? status : 'skipped';
}
