import * as path from 'node:path';
import { command, UsageError } from '../process/command';
import { ROOT } from '../root';
import { failuresOnLocalCloud } from './on-local-cloud';
import { bundle, integrationTests, runIntegRunner } from './runner';
import { keepingSnapshots } from './snapshots';

const MODES = ['snapshots', 'local', 'aws'];
const USAGE = `node tools/integ.mjs snapshots | local | aws [FILE …]

  snapshots  offline: what a change would do to what was deployed and seen to work
  local      on the local cloud, with their assertions
  aws        in the account of your credentials, bootstrapped for the CDK, in AWS_REGION (eu-west-1)
  FILE       packages/…/integ.….ts; all if none is named`;

async function main([mode, ...chosen]: readonly string[]): Promise<void> {
  if (!MODES.includes(mode ?? '')) throw new UsageError(`not understood: ${mode ?? 'nothing'}`);
  const all = integrationTests();
  const tests = chosen.length > 0 ? chosen.map((file) => file.replace(/^packages\//, '')) : all;
  const unknown = tests.filter((test) => !all.includes(test));
  if (unknown.length > 0) throw new UsageError(`no integration test: ${unknown.join(', ')}. There are: ${all.join(', ') || 'none'}`);
  bundle();
  const failed = await keepingSnapshots(tests.map((test) => path.join(ROOT, 'packages', `${test}.snapshot`)), () => failures(mode, tests));
  for (const test of failed) console.error(`failed: packages/${test}`);
  console.log(`\n${tests.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 || tests.length === 0 ? 1 : 0;
}

async function failures(mode: string | undefined, tests: readonly string[]): Promise<readonly string[]> {
  if (mode === 'local') return failuresOnLocalCloud(tests);
  if (mode === 'snapshots') return failuresOf(tests, 'eu-west-1', []);
  // with the credentials and the region of whoever runs it, in an account bootstrapped for the CDK
  return failuresOf(tests, process.env.AWS_REGION ?? 'eu-west-1', ['--update-on-failed', '--force']);
}

async function failuresOf(tests: readonly string[], region: string, args: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const test of tests) if (!(await runIntegRunner([test], region, args))) failed.push(test);
  return failed;
}

void command(USAGE, main);
