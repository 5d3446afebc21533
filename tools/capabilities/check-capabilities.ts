import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';
import type { Part, TestCase } from '../testing/part';
import { type Capability, problemsOf } from './capability';
import { missingConstructs } from './constructs';
import { missingEvidence } from './evidence';

const FILE = 'docs/capabilities.json';
const CAPABILITIES = 228;

/** Holds docs/capabilities.json against the tests of this run. */
export function checkCapabilities(cases: readonly TestCase[]): Part {
  const rows: Capability[] = JSON.parse(readFileSync(path.join(ROOT, FILE), 'utf8'));
  const check = (title: string, problems: readonly string[]) => ({ title, problems });
  const checks = [
    check('every capability has one row of the right shape', problemsOf(rows, CAPABILITIES)),
    check('the constructs of the shown rows exist', missingConstructs(rows, ROOT)),
    check('the tests of the shown rows passed in this run', missingEvidence(rows, cases)),
  ];
  console.log(`\n${FILE}: ${rows.filter(({ status }) => status === 'shown').length} of ${rows.length} capabilities are shown`);
  for (const problem of checks.flatMap(({ problems }) => problems)) console.error(`  ${problem}`);
  return { name: 'capabilities', cases: checks.map(({ title, problems }) => ({ file: FILE, title, status: problems.length > 0 ? 'failed' : 'passed' })), problems: [] };
}
