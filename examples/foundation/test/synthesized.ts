import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Assembly, readAssembly } from '@mlops-foundation/assurance';
import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { team } from '../accounts/team';

/** The phases, in the order in which an enterprise passes through them. */
export const PHASES = ['initial', 'repeatable', 'reliable', 'scalable'] as const;

/** All accounts of a phase, in a folder that goes after the tests of the file. */
export function synthesized(phase: (typeof PHASES)[number]): { folder: string; assembly: Assembly } {
  const folder = mkdtempSync(path.join(tmpdir(), `${phase}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const app = new App({ outdir: folder, analyticsReporting: false });
  for (const accounts of AccountTopology.fromFile(path.join(__dirname, '..', 'topologies', `${phase}.yaml`)).teams) team(app, accounts);
  app.synth();
  return { folder, assembly: readAssembly(folder) };
}
