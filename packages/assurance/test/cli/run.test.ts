import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ArnPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { defaultPrices } from '../../src';
import { run } from '../../src/cli/run';
import { synthesized, temporaryFolder } from '../synthesized';

const folder = synthesized();

function assurance(...args: string[]): { code: number; out: string; err: string } {
  const out: string[] = [];
  const err: string[] = [];
  const code = run(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test.each([['help'], ['--help'], ['-h'], ['inventory', '--help'], ['prove', 'accounts', '-h']])('%s %s gives the commands that there are', (...asked) => {
  expect(assurance(...asked)).toMatchObject({ code: 0, out: expect.stringContaining('assurance inventory FOLDER'), err: '' });
});

test('the inventory as text names accounts, types and limits', () => {
  const { code, out } = assurance('inventory', folder);
  expect(code).toBe(0);
  expect(out).toContain('111111111111 eu-west-1: 6 resources in 3 stacks');
  expect(out).toContain('     2  AWS::S3::Bucket');
  expect(out).toMatch(/^stack +resources of 500 +template bytes of 1000000/m);
  expect(out).toMatch(/^Prod-Serving +1 \(0\.2 %\)/m);
});

test('the inventory as JSON can be read by programs', () => {
  const { code, out } = assurance('inventory', folder, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out).places).toHaveLength(3);
});

test('a stack above the share fails and is named', () => {
  expect(assurance('inventory', folder, '--fail-above', '0.1')).toMatchObject({ code: 1, err: expect.stringContaining('Mlops-tooling: 3 of 500 resources is 0.6 %') });
});

test('no stack above the share is well', () => {
  expect(assurance('inventory', folder, '--fail-above', '60')).toMatchObject({ code: 0, err: '' });
});

test('the ways to endpoints are told with their sums, for people and for programs', () => {
  const { code, out } = assurance('estimate', 'network', '--accounts', '7', '--region', 'us-east-1');
  expect(code).toBe(0);
  expect(out).toContain('Interface endpoints in each account: 722.40 a month');
  expect(out).toMatch(/interface endpoint in a zone +71540 {2}endpoint-zone-hour +× 0\.01 +=\s+715\.40 {2}https:/);
  expect(JSON.parse(assurance('estimate', 'network', '--accounts', '7', '--region', 'us-east-1', '--json').out)).toMatchObject({ region: 'us-east-1', size: { accounts: 7, zones: 2, endpoints: 7, gigabytes: 100 }, cheapest: 'shared-subnets' });
});

test('a comparison in which prices are missing says which, and fails', () => {
  const { code, out } = assurance('estimate', 'network', '--accounts', '7', '--region', 'eu-west-1');
  expect(code).toBe(1);
  expect(out).toContain('found by a Route 53 profile: no sum, because a price is missing');
  expect(out).toContain('No price is known in eu-west-1 of transit-attachment, transit-data, firewall-endpoint. Give a table that has them (--prices)');
});

test('a diagram is the output, or a file in a folder that is made', () => {
  const { code, out, err } = assurance('diagram', folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^<svg xmlns[^]*No network is made or named by these templates\.[^]*<\/svg>$/);
  const output = path.join(temporaryFolder(), 'some', 'folder');
  expect(assurance('diagram', folder, '--output', output)).toEqual({ code: 0, out: path.join(output, 'network.svg'), err: '' });
  expect(readFileSync(path.join(output, 'network.svg'), 'utf8')).toBe(`${out}\n`);
});

test('a diagram that cannot be written says where, why and what to do', () => {
  const file = path.join(temporaryFolder(), 'network.svg');
  mkdirSync(file);
  expect(assurance('diagram', folder, '--output', path.dirname(file))).toEqual({ code: 2, out: '', err: `${file}: it cannot be written (EISDIR). Give a folder that may be written to.` });
});

test.each<[string, string[], string]>([
  ['networks without accounts', ['estimate', 'network'], 'estimate network needs --accounts NUMBER: which way is cheapest hangs on it'],
  ['networks of a folder', ['estimate', 'network', 'cdk.out', '--accounts', '7'], 'cdk.out is not understood: estimate network reads no folder'],
  ['accounts that are no number', ['estimate', 'network', '--accounts', 'seven'], '--accounts seven is no number'],
  ['accounts that nobody has', ['estimate', 'network', '--accounts', '0', '--zones', '1.5'], 'network: accounts is 0, but must be a whole number from 1 to 10000. Give that\nnetwork: zones is 1.5'],
  ['a region without prices', ['estimate', 'network', '--accounts', '7', '--region', 'mars-1'], 'network: region is mars-1, but the table of'],
  ['prices that are not there', ['estimate', 'network', '--accounts', '7', '--prices', '/nowhere.json'], '/nowhere.json'],
  ['a diagram for programs', ['diagram', folder, '--json'], 'diagram takes no --json: what it gives is SVG'],
  ['a diagram of no folder', ['diagram'], '0 folders are given, one is needed'],
  ['a diagram without its folder', ['diagram', folder, '--output'], '--output needs a value behind it'],
  ['a diagram of what is no assembly', ['diagram', '/nowhere'], '/nowhere'],
  ['no command', [], 'no command'],
  ['an unknown command', ['improve'], 'improve is no command'],
  ['nothing to prove', ['prove', 'costs'], 'prove costs is no command: what is to be proved is personas, accounts or network'],
  ['a network of a snapshot', ['prove', 'network', '--snapshot', 'x'], '--snapshot is not understood'],
  ['a network matrix that is not there', ['prove', 'network', folder, '--matrix', '/nowhere.yaml'], '/nowhere.yaml: 1 problem(s)'],
  ['personas without a matrix', ['prove', 'personas', folder], 'prove personas needs --matrix FILE'],
  ['a folder beside a snapshot', ['prove', 'accounts', folder, '--snapshot', 'x'], '1 folders are given beside a snapshot, one is needed'],
  ['a mutation of a snapshot', ['mutate', '--snapshot', 'x', '--matrix', 'y'], 'mutate takes no --snapshot'],
  ['a mutation that nobody decides about', ['mutate', folder], 'mutate needs --matrix FILE, --network FILE or both'],
  ['an unknown format', ['prove', 'accounts', folder, '--format', 'xml'], '--format xml is none: there are text, json, sarif, html'],
  ['a matrix that is not there', ['prove', 'personas', folder, '--matrix', '/nowhere.yaml'], '/nowhere.yaml: 1 problem(s)'],
  ['a snapshot that is none', ['prove', 'accounts', '--snapshot', '/nowhere'], '/nowhere: 1 problem(s)'],
  ['a template beside a snapshot', ['prove', 'accounts', '--snapshot', 'x', '--template', 'a.yaml@111111111111/eu-west-1'], '--template stands beside a FOLDER'],
  ['a template that stands nowhere', ['prove', 'network', folder, '--template', 'a.yaml'], '--template a.yaml is not understood: it is FILE@ACCOUNT/REGION'],
  ['a template without a region', ['mutate', folder, '--matrix', 'x', '--template', 'a.yaml@111111111111'], '--template a.yaml@111111111111 is not understood'],
  ['a template that is not there', ['prove', 'network', folder, '--template', '/nowhere.yaml@111111111111/eu-west-1'], '/nowhere.yaml: there is no template that can be read here'],
  ['a template of an inventory', ['inventory', folder, '--template', 'a.yaml@111111111111/eu-west-1'], '--template is not understood'],
  ['no folder', ['inventory'], '0 folders are given'],
  ['two folders', ['inventory', 'a', 'b'], '2 folders are given'],
  ['an unknown option', ['inventory', 'a', '--xml'], '--xml is not understood'],
  ['no percentage', ['inventory', 'a', '--fail-above', 'much'], '--fail-above much is no percentage'],
  ['an option without its value', ['inventory', 'a', '--fail-above'], '--fail-above needs a value behind it'],
  ['an option of another command', ['inventory', 'a', '--prices', 'b'], '--prices is not understood'],
  ['nothing to estimate', ['estimate', 'quotas', 'a'], 'estimate quotas is no command: what is to be estimated is cost'],
  ['an estimate of no folder', ['estimate', 'cost', '--json'], '0 folders are given'],
  ['prices that are not there', ['estimate', 'cost', folder, '--prices', '/nowhere.json'], '/nowhere.json: there is no price table'],
  ['a use that is not there', ['estimate', 'cost', folder, '--usage', '/nowhere.json'], '/nowhere.json: there is no monthly use'],
  ['a stack that may go anywhere', ['estimate', 'cost', folder], 'the stack Anywhere lies in unknown-region, but the table of'],
  ['a region without prices', ['estimate', 'cost', folder, '--region', 'mars-1'], 'prices of the region mars-1 are asked for'],
  ['a folder that is none', ['inventory', '/nowhere'], '/nowhere/manifest.json'],
])('%s ends with code 2 and says why', (_, args, message) => {
  expect(assurance(...args)).toMatchObject({ code: 2, err: expect.stringContaining(message), out: '' });
});

const file = (content: object): string => {
  const name = path.join(temporaryFolder(), 'file.json');
  writeFileSync(name, JSON.stringify(content));
  return name;
};
const ireland = ['estimate', 'cost', folder, '--region', 'eu-west-1'];

test('the cost as text names accounts, lines, the sum and all that is not in it', () => {
  const { usd } = defaultPrices().prices['s3-storage'].per['eu-west-1'];
  const sum = (1000 * usd).toFixed(2);
  const { code, out, err } = assurance(...ireland, '--usage', file({ '111111111111': { 's3-storage': 1000 } }));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^List prices of eu-west-1 as of \d{4}-\d{2}-\d{2}, in US dollars a month$/m);
  expect(out).toContain(`\n111111111111: ${sum} a month\n`);
  expect(out).toMatch(new RegExp(`^ {2}\\(whole account\\) {2}S3 storage, Standard +2 +1000 {2}GB-month +${usd} +${sum}$`, 'm'));
  expect(out).toContain(`\nTogether ${sum} a month\n`);
  expect(out).toMatch(/^Billed as it is used\n(.*\n)* +2 {2}AWS::SNS::Topic: sns-request( \(no price known\))?$/m);
  expect(out).toMatch(/^Free by itself\n(.*\n)* +2 {2}AWS::CloudFormation::Stack: /m);
  expect(out).toMatch(/^Taken for granted\n {2}List prices on demand/m);
  expect(out).toContain('The stack Anywhere lies in unknown-region: prices of eu-west-1 were taken.');
});

test('the cost as JSON can be read by programs', () => {
  const { code, out } = assurance(...ireland, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ currency: 'USD', region: 'eu-west-1', monthly: 0, lines: [], unpriced: [], unresolved: [] });
});

test('prices of your own change the figure', () => {
  const { prices, ...table } = defaultPrices();
  const dearer = { ...prices, 's3-storage': { ...prices['s3-storage'], per: { 'eu-west-1': { usd: 1, stated: '2026-01', by: 'a contract' } } } };
  const { out } = assurance(...ireland, '--prices', file({ ...table, prices: dearer }), '--usage', file({ '111111111111': { 's3-storage': 1000 } }));
  expect(out).toMatch(/^Together 1000\.00 a month$/m);
});

test('a proof that finds nothing ends with 0, one that finds something with 1, in every format', () => {
  expect(assurance('prove', 'accounts', folder)).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`prove accounts ${folder}: nothing found`) });
  const matrix = file({ purposes: { tooling: '111111111111' }, cells: [{ persona: 'clerk', purpose: 'tooling', action: 's3:GetObject', expect: 'allow' }] });
  expect(assurance('prove', 'personas', folder, '--matrix', matrix)).toMatchObject({ code: 1, out: expect.stringContaining('persona-missing') });
  expect(JSON.parse(assurance('prove', 'personas', folder, '--matrix', matrix, '--json').out).findings).toHaveLength(1);
  expect(JSON.parse(assurance('prove', 'personas', folder, '--matrix', matrix, '--format', 'sarif').out).version).toBe('2.1.0');
  expect(assurance('prove', 'personas', folder, '--matrix', matrix, '--format', 'html').out).toMatch(/^<!doctype html>/);
});

test('mutate tells its score and fails where a mutant survives', () => {
  const matrix = file({ purposes: { tooling: '111111111111' }, cells: [{ persona: 'clerk', purpose: 'tooling', action: 's3:GetObject', expect: 'deny' }] });
  expect(assurance('mutate', folder, '--matrix', matrix)).toMatchObject({ code: 0, out: expect.stringContaining('0  mutants') });
  expect(assurance('mutate', folder, '--network', file({}))).toMatchObject({ code: 0, out: expect.stringContaining('0  network: mutants') });
  const both = assurance('mutate', folder, '--matrix', matrix, '--network', file({ survivors: [{ mutant: 'x', because: 'y' }] }));
  expect(both).toMatchObject({ code: 1, out: expect.stringContaining('no mutant survives that is called x') });
  expect(both.out).toMatch(/ mutants of the identity side\n(.*\n)* +0 {2}network: mutants\n/);
});

test('the networks of an assembly are proved with and without a matrix, in every format', () => {
  expect(assurance('prove', 'network', folder)).toMatchObject({ code: 0, out: expect.stringContaining(`prove network ${folder}: nothing found`) });
  const outdir = temporaryFolder();
  const app = new App({ outdir, analyticsReporting: false });
  new Vpc(new Stack(app, 'Open', { env: { account: '111111111111', region: 'eu-west-1' } }), 'Vpc', { availabilityZones: ['eu-west-1a'], natGateways: 1 });
  app.synth();
  const { code, out } = assurance('prove', 'network', outdir);
  expect(code).toBe(1);
  expect(out).toContain('there is a way to the internet, and nobody asked for one: subnet VpcPrivateSubnet1Subnet');
  expect(out).toMatch(/^To be looked at \(1\)\n\ndns-open /m);
  const sarif = JSON.parse(assurance('prove', 'network', outdir, '--format', 'sarif').out) as { runs: { results: { ruleId: string; level: string }[] }[] };
  expect(sarif.runs[0].results.map(({ ruleId, level }) => `${ruleId} ${level}`).sort()).toEqual(['default-security-group error', 'dns-open warning', 'flow-log error', 'internet-path error', 'public-address error']);
  expect(assurance('prove', 'network', outdir, '--format', 'html').out).toContain('<article class="warning">');
  const matrix = file({ networks: [{ stack: 'Open', internet: 'nat' }] });
  expect(assurance('prove', 'network', outdir, '--matrix', matrix).out).not.toContain('internet-path');
});

describe('a template that something else deploys', () => {
  const template = (action: string) => file({ Resources: { Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'boundary', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } } } } });
  const at = (name: string, ...accounts: string[]) => ['--template', `${name}@${accounts.join(',')}/eu-west-1`];
  const outdir = temporaryFolder();
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Mlops', { env: { account: '111111111111', region: 'eu-west-1' } });
  const role = new Role(stack, 'Clerk', { assumedBy: new ArnPrincipal('arn:aws:iam::111111111111:root'), permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Given', 'boundary') });
  Tags.of(role).add('mlops:persona', 'clerk');
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject', 'sqs:SendMessage'], resources: ['*'] }));
  app.synth();
  const matrix = file({ purposes: { tooling: '111111111111' }, cells: [
    { persona: 'clerk', purpose: 'tooling', action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:111111111111:queue', expect: 'deny' },
    { persona: 'clerk', purpose: 'tooling', action: 's3:GetObject', resource: 'arn:aws:s3:::data/file', expect: 'allow' },
  ] });
  const prove = (...more: string[]) => assurance('prove', 'personas', outdir, '--matrix', matrix, ...more);

  test('is reckoned with: a boundary that only it holds', () => {
    expect(prove().out).toContain('permissions boundary arn:aws:iam::111111111111:policy/boundary');
    expect(prove(...at(template('s3:*'), '111111111111', '222222222222'))).toMatchObject({ code: 0, err: '', out: expect.stringContaining('nothing found') });
    expect(prove(...at(template('sqs:*'), '111111111111'))).toMatchObject({ code: 1, out: expect.stringContaining('sqs:SendMessage') });
  });

  test('is looked for in its own accounts only', () => {
    expect(prove(...at(template('s3:*'), '222222222222')).out).toContain('permissions boundary arn:aws:iam::111111111111:policy/boundary');
  });

  test('is reckoned with by every proof, and may be one of several', () => {
    const network = file({ Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } });
    const { out } = assurance('prove', 'network', outdir, ...at(network, '111111111111'), ...at(template('s3:*'), '222222222222'), '--json');
    expect(JSON.parse(out)).toMatchObject({ counts: { VPCs: 1 }, findings: expect.arrayContaining([expect.objectContaining({ rule: 'flow-log' })]) });
    expect(assurance('prove', 'accounts', outdir, ...at(template('s3:*'), '111111111111')).out).not.toContain('policy/boundary');
    expect(assurance('mutate', outdir, '--matrix', matrix, ...at(template('s3:*'), '111111111111')).out).toMatch(/[1-9]\d* {2}mutants/);
  });
});
