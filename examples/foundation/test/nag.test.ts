import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { AccountPurpose, AccountTopology } from '@mlops-foundation/ml-accounts';
import { unacknowledgedFindings } from '@mlops-foundation/test-kit';
import { dataLake } from '../accounts/data-lake';
import { dev } from '../accounts/dev';
import { experimentation } from '../accounts/experimentation';
import { serving } from '../accounts/serving';
import { tooling } from '../accounts/tooling';

const [accounts] = AccountTopology.fromFile(path.join(__dirname, '..', 'topologies', 'reliable.yaml')).teams;

test.each(Object.entries({
  tooling, dataLake, experimentation, dev,
  preProd: (app: App) => serving(app, accounts, AccountPurpose.PRE_PROD),
  prod: (app: App) => serving(app, accounts, AccountPurpose.PROD),
}))('cdk-nag holds nothing against %s that nobody gave a reason for', (_, stackOf) => {
  const findings = unacknowledgedFindings(stackOf(new App({ analyticsReporting: false }), accounts));
  expect(findings.map((finding) => `${finding.path}: ${finding.id}`)).toEqual([]);
});
