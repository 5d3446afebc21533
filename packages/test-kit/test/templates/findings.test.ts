import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnSubnet } from 'aws-cdk-lib/aws-ec2';
import { acknowledge, templateFindings, unacknowledged } from '../../src';
import { cfnLintFindings } from '../../src/templates/cfn-lint';

const folder = mkdtempSync(path.join(tmpdir(), 'gates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// each program takes seconds to start
jest.setTimeout(120_000);

function stackOf(build: (stack: Stack) => void): [string, Stack] {
  const outdir = mkdtempSync(path.join(folder, 'app-'));
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Stack');
  build(stack);
  app.synth();
  return [path.join(outdir, stack.templateFile), stack];
}

test('each gate finds what is its own, with the resource', () => {
  const [template] = stackOf((stack) => {
    new CfnResource(stack, 'Open', { type: 'AWS::S3::Bucket', properties: { NoSuchProperty: 1 } });
    new CfnSubnet(stack, 'Subnet', { vpcId: 'vpc-0123456789abcdef0', cidrBlock: '10.0.0.0/24', availabilityZone: 'eu-west-1a' });
  });
  const found = templateFindings([template]).map(({ gate, rule, resource }) => `${gate} ${rule} ${resource}`);
  expect(found).toEqual(expect.arrayContaining([
    'Control Tower CT.S3.PR.1 Open', 'cfn-lint E3002 Open', 'cfn-lint W3010 Subnet', 'CloudFormation W3010 Subnet', expect.stringMatching(/^CloudFormation [EF]\d+ Open$/),
  ]));
});

test('a reason at a construct or above it takes a finding away, from both that know the rule; others stay', () => {
  const scopes = new Map([stackOf((stack) => {
    new CfnSubnet(stack, 'Known', { vpcId: 'vpc-0123456789abcdef0', cidrBlock: '10.0.0.0/24', availabilityZone: 'eu-west-1a' });
    const other = new CfnSubnet(stack, 'Other', { vpcId: 'vpc-0123456789abcdef0', cidrBlock: '10.0.1.0/24', availabilityZone: 'eu-west-1b' });
    acknowledge(stack.node.findChild('Known'), 'a test', 'CloudFormation-Validate::W3010');
    acknowledge(other, 'a test', 'CloudFormation-Validate::W3005');
  })]);
  expect(unacknowledged(templateFindings([...scopes.keys()]), scopes).filter(({ rule }) => rule === 'W3010').map(({ gate, path: at }) => `${gate} ${at}`))
    .toEqual(['cfn-lint Stack/Other', 'CloudFormation Stack/Other']);
});

test('what is no template is a finding', () => {
  const file = path.join(folder, 'broken.template.json');
  writeFileSync(file, '{ "Resources": ');
  expect(cfnLintFindings([file]).map(({ rule }) => rule)).toEqual(['E0000']);
});
