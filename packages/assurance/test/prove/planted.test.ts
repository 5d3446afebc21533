import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments, type ScalarTag } from 'yaml';
import type { Template } from '../../src';
import { readGraph } from '../../src/assembly/graph/read-graph';
import { proveAccounts } from '../../src/prove/accounts/prove-accounts';
import { provePersonas } from '../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../src/prove/personas/read-matrix';
import { assemblyOf, stackOf } from '../estimate/assembly-of';

const FOLDER = path.join(__dirname, 'planted');
const ACCOUNTS = ['111111111111', '222222222222'];
/** CloudFormation's short forms (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html). */
const TAGS: ScalarTag[] = [
  { tag: '!Ref', resolve: (text) => ({ Ref: text }) },
  { tag: '!Sub', resolve: (text) => ({ 'Fn::Sub': text }) },
  { tag: '!GetAtt', resolve: (text) => ({ 'Fn::GetAtt': text.split('.') }) },
];

/** What the templates of a file make, one account for each. */
function graphOf(name: string) {
  const documents = parseAllDocuments(readFileSync(path.join(FOLDER, `${name}.yaml`), 'utf8'), { customTags: TAGS });
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  return readGraph(assemblyOf(...documents.map((document, index) => stackOf(document.toJS() as Template, { name: `S${index}`, account: ACCOUNTS[index] }))));
}
const matrix = parseMatrix('m', JSON.stringify({
  purposes: { office: ACCOUNTS[0] }, cells: [{ persona: 'intern', purpose: 'office', action: 'secretsmanager:GetSecretValue', resource: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:salaries-AbCdEf', expect: 'deny' }],
}));

const CHAINS: Readonly<Record<string, readonly string[]>> = {
  'chain-assume': ['assume-role'], 'chain-pass': ['pass-lambda'], 'chain-take': ['take-lambda-code'], 'chain-instance': ['take-ssm-session'], 'chain-identity': ['iam-policy-version'],
  'chain-new-role': ['iam-new-role', 'iam-new-role'], 'chain-rewrite': ['policy-secret'], 'chain-feed': ['commit-then-build'], 'chain-gate': ['answer-gate', 'commit-then-build'], 'closed-gate': [],
};
const SIDES: Readonly<Record<string, readonly string[]>> = {
  'side-both': [], 'side-no-resource': ['missing-resource-side'], 'side-no-identity': ['missing-identity-side'], 'side-no-key': ['missing-resource-side'], 'side-nobody': ['superfluous-resource-side'], 'side-everybody': ['open-to-everybody'],
};

test.each(Object.entries(CHAINS))('%s: the chain is found by its steps', (name, rules) => {
  const { findings } = provePersonas(graphOf(name), matrix, name);
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(rules.length > 0 ? ['chain'] : []);
  const [shortest = []] = findings.map(({ steps = [] }) => steps).sort((one, other) => one.length - other.length);
  expect(shortest.flatMap((step) => /\[([\w-]+)\]/.exec(step)?.[1] ?? [])).toEqual(rules);
});

test.each(Object.entries(SIDES))('%s: the side is told', (name, rules) => {
  expect(proveAccounts(graphOf(name), name).findings.map(({ rule }) => rule)).toEqual(rules);
});

test('every file is asked about, and says after which pages of AWS it was written', () => {
  const files = readdirSync(FOLDER).map((file) => path.basename(file, '.yaml'));
  expect(files.sort()).toEqual([...Object.keys(CHAINS), ...Object.keys(SIDES)].sort());
  expect(files.filter((name) => !/^# https:\/\/docs\.aws\.amazon\.com\//m.test(readFileSync(path.join(FOLDER, `${name}.yaml`), 'utf8')))).toEqual([]);
});
