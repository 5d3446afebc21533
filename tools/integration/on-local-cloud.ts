import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { LocalCloud } from '@mlops-foundation/local-cloud';
import { ROOT } from '../root';
import { runIntegRunner } from './runner';

const REGION = 'eu-west-1';
const FIRST_ACCOUNT = 100000000001;

/** Deploys tests to a local cloud with their assertions, an account each, and takes them away again. @returns those that failed */
export async function failuresOnLocalCloud(tests: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'integ-'));
  const cloud = await LocalCloud.start({ state: path.join(folder, 'state'), cache: path.join(ROOT, '.local-cloud-cache'), region: REGION, onProgress: console.log });
  try {
    const failed: string[] = [];
    for (const [index, test] of tests.entries()) {
      const account = String(FIRST_ACCOUNT + index);
      await cloud.bootstrap([account]);
      if (!(await runIntegRunner([test], REGION, ['--update-on-failed', '--force', '--disable-update-workflow'], cloud.environmentFor(account)))) failed.push(test);
    }
    return failed;
  } finally {
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
