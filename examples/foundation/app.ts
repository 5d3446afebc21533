import * as path from 'node:path';
import { App, Tags } from 'aws-cdk-lib';
import { AccountPurpose, AccountTopology } from '@mlops-foundation/ml-accounts';
import { dataLake } from './accounts/data-lake';
import { dev } from './accounts/dev';
import { experimentation } from './accounts/experimentation';
import { serving } from './accounts/serving';
import { tooling } from './accounts/tooling';

/** The whole foundation: `tsx examples/foundation/app.ts [topology file]`. One stack for each account, in the order in which they need each other. */
const file = path.resolve(process.argv[2] ?? path.join(__dirname, 'topologies', 'reliable.yaml'));
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? path.join(__dirname, 'cdk.out', path.basename(file, path.extname(file))),
  analyticsReporting: false,
  // traces name folders of this machine: another clone must yield the same bytes
  context: { 'aws:cdk:disable-creation-stack-traces': true },
});

for (const accounts of AccountTopology.fromFile(file).teams) {
  const stacks = [
    tooling(app, accounts),
    dataLake(app, accounts),
    experimentation(app, accounts),
    dev(app, accounts),
    serving(app, accounts, AccountPurpose.PRE_PROD),
    serving(app, accounts, AccountPurpose.PROD),
  ];
  for (const stack of stacks) Tags.of(stack).add('cost-centre', accounts.costCentre);
}
app.synth();
