import * as path from 'node:path';
import { ROOT } from '../root';
import { failuresOnLocalCloud } from './on-local-cloud';
import { bundle, integrationTests, runIntegRunner } from './runner';
import { keepingSnapshots } from './snapshots';

const USAGE = 'node tools/integ.mjs snapshots | local | aws [packages/…/integ.….ts …]';

async function main([mode, ...chosen]: readonly string[]): Promise<void> {
  const all = integrationTests();
  const tests = chosen.length > 0 ? chosen.map((file) => file.replace(/^packages\//, '')) : all;
  const unknown = tests.filter((test) => !all.includes(test));
  if (unknown.length > 0) throw new Error(`no integration test: ${unknown.join(', ')}. There are: ${all.join(', ') || 'none'}`);
  bundle();
  const failed = await keepingSnapshots(tests.map((test) => path.join(ROOT, 'packages', `${test}.snapshot`)), () => failures(mode, tests));
  for (const test of failed) console.error(`failed: packages/${test}`);
  console.log(`\n${tests.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 || tests.length === 0 ? 1 : 0;
}

async function failures(mode: string | undefined, tests: readonly string[]): Promise<readonly string[]> {
  if (mode === 'local') return failuresOnLocalCloud(tests);
  // offline: what a change would do to what was deployed and seen to work
  if (mode === 'snapshots') return failuresOf(tests, 'eu-west-1', []);
  // with the credentials and the region of whoever runs it, in an account bootstrapped for the CDK
  if (mode === 'aws') return failuresOf(tests, process.env.AWS_REGION ?? 'eu-west-1', ['--update-on-failed', '--force']);
  throw new Error(`${mode ?? 'nothing'} is not understood: ${USAGE}`);
}

async function failuresOf(tests: readonly string[], region: string, args: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const test of tests) if (!(await runIntegRunner([test], region, args))) failed.push(test);
  return failed;
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
