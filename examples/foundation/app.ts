import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { team } from './accounts/team';

/** The whole foundation: `tsx examples/foundation/app.ts [topology file]`. One stack for each account of the topology. */
const file = path.resolve(process.argv[2] ?? path.join(__dirname, 'topologies', 'reliable.yaml'));
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out', path.basename(file, path.extname(file))),
  analyticsReporting: false,
  // traces name folders of this machine: another clone must yield the same bytes
  context: { 'aws:cdk:disable-creation-stack-traces': true },
});

for (const accounts of AccountTopology.fromFile(file).teams) team(app, accounts);
app.synth();
