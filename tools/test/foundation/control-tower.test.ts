import { controlTowerFindings } from '@mlops-foundation/test-kit';
import { ACCEPTED } from './accepted-controls';
import { foundation } from './synthesized';

const findings = foundation().flatMap(({ phase, templates }) => controlTowerFindings(templates).filter(({ resource }) => resource).map((finding) => ({ ...finding, phase })));
const isAccepted = (rule: string, resource: string) => ACCEPTED.some((accepted) => accepted.rule === rule && accepted.resources.test(resource));

test('the foundation breaks no control of AWS Control Tower but those that are accepted with a reason', () => {
  const broken = findings.filter(({ rule, resource }) => !isAccepted(rule, resource));
  expect(broken.map(({ phase, rule, resource, description }) => `${phase}: ${resource}: ${rule}: ${description.split('\n')[0]}`)).toEqual([]);
});

test.each(ACCEPTED.map((accepted) => [accepted.rule, accepted]))('%s is accepted because something breaks it', (_, { rule, resources }) => {
  expect(findings.filter((finding) => finding.rule === rule && resources.test(finding.resource))).not.toEqual([]);
});
