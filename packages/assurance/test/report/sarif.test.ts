import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { provePersonas } from '../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../src/prove/personas/read-matrix';
import type { Finding, Report } from '../../src/report/report';
import { reportAsSarif } from '../../src/report/sarif';
import { ACCOUNT, clerk, graphOf, payrollRole } from '../prove/chains/planted';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json, as Microsoft publishes it in a package. It is written in draft 4, of which ajv knows all but the name `id`. */
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
const problemsOf = (log: unknown) => (validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));

const place = { stack: 'S', id: 'Clerk' };
const finding = (rest: Partial<Finding>): Finding => ({ rule: 'chain', level: 'error', message: 'm', place, ...rest });
const report = (rest: Partial<Report>): Report => ({ proof: 'prove personas', subject: 'cdk.out', counts: {}, findings: [], open: [], ...rest });

test.each<[string, Report]>([
  ['nothing', report({})],
  ['every kind of part', report({
    subject: 'a folder/of "mine"', counts: { accounts: 2 }, open: [{ place, what: 'Resource of x', why: 'it is known at deployment' }],
    findings: [finding({ steps: ['a', 'b'], statement: 's', remedy: 'r', policyStatement: { Effect: 'Deny' } }), finding({ rule: 'outside', level: 'note' }), finding({ message: 'ünïcode <script>' })],
  })],
  ['what a proof found', provePersonas(
    graphOf({ Clerk: clerk(['sts:AssumeRole']), Payroll: payrollRole({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) }),
    parseMatrix('m', JSON.stringify({ purposes: { office: [ACCOUNT] }, cells: [{ persona: 'clerk', purpose: 'office', action: 'secretsmanager:GetSecretValue', resource: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:payroll-AbCdEf`, expect: 'deny' }] })), 'cdk.out',
  )],
])('a report of %s is SARIF 2.1.0 by its schema', (_name, one) => {
  expect(problemsOf(JSON.parse(JSON.stringify(reportAsSarif(one))))).toEqual([]);
});

test('the schema refuses what is none', () => {
  expect(problemsOf({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toEqual(['/runs/0/tool/driver must have required property \'name\'']);
  expect(problemsOf({ version: '2.0.0', runs: [] })).not.toEqual([]);
  const log = JSON.parse(JSON.stringify(reportAsSarif(report({ findings: [finding({})] }))));
  log.runs[0].results[0].level = 'fatal';
  expect(problemsOf(log)).toEqual(['/runs/0/results/0/level must be equal to one of the allowed values']);
});
