import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { team } from './accounts/team';

/**
 * The whole foundation, one stack for each account of a topology, synthesized to `cdk.out/<topology>` of an example's folder, or to `CDK_OUTDIR`.
 * @param topology the file that stands in the folder's `topologies`; the command line's first argument takes its place
 */
export function foundation(folder: string, topology: string): void {
  const file = path.resolve(process.argv[2] ?? path.join(folder, 'topologies', topology));
  const app = new App({
    outdir: process.env.CDK_OUTDIR ?? path.join(folder, 'cdk.out', path.basename(file, path.extname(file))),
    analyticsReporting: false,
    // traces name folders of this machine: another clone must yield the same bytes
    context: { 'aws:cdk:disable-creation-stack-traces': true },
  });
  for (const accounts of AccountTopology.fromFile(file).teams) team(app, accounts);
  app.synth();
}
