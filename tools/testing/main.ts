import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { RECORD_VARIABLE } from '../../packages/local-cloud/src/gateway/call-record';
import { checkCapabilities } from '../capabilities/check-capabilities';
import { command, EXIT } from '../process/command';
import { ROOT } from '../root';
import { runJest } from './jest-run';
import { checkObserved } from './observed';
import { failuresOf, type Part, sum } from './part';
import { checkProjects, projects } from './projects';
import { runPython } from './python-run';
import { checkTypes } from './type-check';

const reports = path.join(ROOT, 'dist', 'test-results');
const USAGE = `npm test -- [PATTERN …] [options of jest]

  PATTERN                      runs the jest tests whose path it matches
  --selectProjects PROJECT …   runs those of a project: ${projects().join(', ')}
  --testNamePattern TEXT       runs those whose name it matches; npx jest --help lists jest's other options

Without anything: types, the Python packages, every jest test, and the check of what they are to show.
Exit code: 0 all passed, 1 something failed, 2 not understood.`;

/** @param jestArguments they choose among the jest tests; only a run of all can say whether the capabilities are shown */
async function main(jestArguments: readonly string[]): Promise<number> {
  checkProjects(jestArguments, projects());
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const parts = jestArguments.length > 0 ? [await runJest(reports, jestArguments)] : await everything();
  writeFileSync(path.join(reports, 'tests.json'), JSON.stringify(parts, null, 1));
  const failures = failuresOf(parts);
  if (failures.length > 0) console.error(['', 'Failed:', ...failures.map((failure) => `  ${failure}`)].join('\n'));
  const { passed, failed } = sum(parts);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? EXIT.failed : EXIT.fine;
}

async function everything(): Promise<Part[]> {
  const record = path.join(reports, 'local-cloud.txt');
  const ran = [await checkTypes(), ...(await runPython(reports)), await runJest(reports, [], { [RECORD_VARIABLE]: record })];
  return [...ran, checkCapabilities(ran.flatMap(({ cases }) => cases)), checkObserved(record)];
}

void command(USAGE, main);
