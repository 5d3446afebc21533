import { spawnSync } from 'node:child_process';
import { ROOT } from '../root';
import type { Assembly } from './examples';

/** Synthesizes with nothing of the caller's environment but what finds the programs: no credentials, no region, no configuration. */
export function synthesize({ app, topology }: Assembly, outdir: string): void {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_OUTDIR: outdir };
  const args = ['--import', 'tsx', app, ...(topology ? [topology] : [])];
  const { status, error } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
  if (error || status !== 0) throw new Error(`${app} ${topology ?? ''} does not synthesize: ${error?.message ?? `exit code ${status}`}`);
}
