import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { AccountTopology } from '@mlops-foundation/ml-accounts';
import { unacknowledgedFindings } from '@mlops-foundation/test-kit';
import { PURPOSES } from '../accounts/team';

const [accounts] = AccountTopology.fromFile(path.join(__dirname, '..', 'topologies', 'reliable.yaml')).teams;

test.each(PURPOSES)('cdk-nag holds nothing against %s that nobody gave a reason for', (_, stackOf) => {
  const findings = unacknowledgedFindings(stackOf(new App({ analyticsReporting: false }), accounts));
  expect(findings.map((finding) => `${finding.path}: ${finding.id}`)).toEqual([]);
});
