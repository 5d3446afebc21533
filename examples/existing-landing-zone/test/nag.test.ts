import { App } from 'aws-cdk-lib';
import { unacknowledgedFindings } from '@mlops-foundation/test-kit';
import { PURPOSES } from '../../foundation/accounts/team';
import { accounts } from './synthesized';

test.each(PURPOSES)('cdk-nag holds nothing against an adopting %s that nobody gave a reason for', (_, stackOf) => {
  const findings = unacknowledgedFindings(stackOf(new App({ analyticsReporting: false }), accounts()));
  expect(findings.map((finding) => `${finding.path}: ${finding.id}`)).toEqual([]);
});
