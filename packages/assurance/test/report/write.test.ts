import type { Report } from '../../src/report/report';
import { failed } from '../../src/report/report';
import { FORMATS } from '../../src/report/write';

const report: Report = {
  proof: 'prove personas', subject: 'cdk.out', counts: { accounts: 2 },
  findings: [
    { rule: 'chain', level: 'error', message: 'clerk gets there <script>', steps: ['clerk assumes payroll'], statement: 'statement Read of policy x', remedy: 'take it away', policyStatement: { Effect: 'Deny' }, place: { stack: 'S', id: 'Clerk' } },
    { rule: 'outside', level: 'note', message: 'not looked at', place: { stack: 'S', id: 'Bucket' } },
  ],
  open: [{ place: { stack: 'S', id: 'R' }, what: 'Resource of x', why: 'it is known at deployment' }],
};

test('the text has numbers, findings with steps, statement and remedy, notes and what is open', () => {
  expect(FORMATS.text(report)).toBe([
    'prove personas cdk.out: 1 found', '       2  accounts', '', 'chain  S Clerk', '  clerk gets there <script>', '    1. clerk assumes payroll', '  decided by: statement Read of policy x',
    '  remedy: take it away', '  statement: {"Effect":"Deny"}', '', 'For the record (1)', '  not looked at', '', 'Not decided by what was read (1)', '  S R: Resource of x: it is known at deployment',
  ].join('\n'));
});

test('JSON is the report itself', () => {
  expect(JSON.parse(FORMATS.json(report))).toEqual(report);
});

test('SARIF names tool, rules, levels, places and what is open', () => {
  const { version, runs: [run] } = JSON.parse(FORMATS.sarif(report));
  expect(version).toBe('2.1.0');
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['chain', 'outside']);
  expect(run.results).toMatchObject([
    { ruleId: 'chain', ruleIndex: 0, level: 'error', message: { text: 'clerk gets there <script>\n1. clerk assumes payroll\nRemedy: take it away' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'cdk.out/manifest.json' } }, logicalLocations: [{ fullyQualifiedName: 'S/Clerk' }] }] },
    { ruleId: 'outside', ruleIndex: 1, level: 'note' },
  ]);
  expect(run.properties.open).toEqual(report.open);
});

test('the page shows everything and runs nothing of what names say', () => {
  const page = FORMATS.html(report);
  for (const part of ['1 found', 'clerk gets there &lt;script&gt;', '<li>clerk assumes payroll</li>', 'statement Read of policy x', 'take it away', 'it is known at deployment']) expect(page).toContain(part);
  expect(page).not.toMatch(/<script|https?:\/\//);
});

test('only errors fail', () => {
  expect([failed(report), failed({ ...report, findings: report.findings.slice(1) })]).toEqual([true, false]);
});
