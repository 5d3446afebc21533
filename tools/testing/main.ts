import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { RECORD_VARIABLE } from '../../packages/local-cloud/src/gateway/call-record';
import { checkCapabilities } from '../capabilities/check-capabilities';
import { ROOT } from '../root';
import { runJest } from './jest-run';
import { checkObserved } from './observed';
import { failuresOf, type Part, sum } from './part';
import { runPython } from './python-run';
import { checkTypes } from './type-check';

const reports = path.join(ROOT, 'dist', 'test-results');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

void main(process.argv.slice(2));

/** @param jestArguments they choose among the jest tests; only a run of all can say whether the capabilities are shown */
async function main(jestArguments: readonly string[]): Promise<void> {
  const parts = jestArguments.length > 0 ? [runJest(reports, jestArguments)] : await everything();
  writeFileSync(path.join(reports, 'tests.json'), JSON.stringify(parts, null, 1));
  const failures = failuresOf(parts);
  if (failures.length > 0) console.error(['', 'Failed:', ...failures.map((failure) => `  ${failure}`)].join('\n'));
  const { passed, failed } = sum(parts);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

async function everything(): Promise<Part[]> {
  const record = path.join(reports, 'local-cloud.txt');
  const ran = [checkTypes(), ...(await runPython(reports)), runJest(reports, [], { [RECORD_VARIABLE]: record })];
  return [...ran, checkCapabilities(ran.flatMap(({ cases }) => cases)), checkObserved(record)];
}
