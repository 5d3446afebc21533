import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { team } from '../foundation/accounts/team';

/** The foundation in accounts that a landing zone has furnished: its own stacks, and a topology that says what they adopt. `tsx examples/existing-landing-zone/app.ts [topology file]` */
const file = path.resolve(process.argv[2] ?? path.join(__dirname, 'topologies', 'adopted.yaml'));
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out', path.basename(file, path.extname(file))),
  analyticsReporting: false,
  // traces name folders of this machine: another clone must yield the same bytes
  context: { 'aws:cdk:disable-creation-stack-traces': true },
});

for (const accounts of AccountTopology.fromFile(file).teams) team(app, accounts);
app.synth();
