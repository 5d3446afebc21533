import { describeConstruct, identityPolicies, synthesize, trustPolicy } from '@mlops-foundation/test-kit';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TemplateInS3, type TemplateInS3Props } from '../../src';
import { decision, env, launchRole, project, projectTemplate, REGION, session, settled, TEAM, TOOLING, without } from '../fixtures';

function inS3(scope: Construct, id: string, change: Partial<TemplateInS3Props> = {}): TemplateInS3 {
  return new TemplateInS3(scope, id, {
    team: id.toLowerCase(), templateName: 'real-time', template: projectTemplate(scope, `${id}Template`), launchRole: launchRole(scope, `${id}Launch`, id.toLowerCase()),
    creators: [new Role(scope, `${id}Lead`, { assumedBy: new AccountRootPrincipal() })], ...change,
  });
}

describeConstruct('TemplateInS3', { 'with a creator': (scope, id) => inS3(scope, id) });

const { template } = synthesize((stack) => inS3(stack, 'Here', { team: TEAM }), env);
const [launchId] = Object.keys(template.findResources('AWS::IAM::Role')).filter((id) => id.startsWith('HereLaunch'));
const LAUNCH = `arn:aws:iam::${TOOLING}:role/launch`;
const values = { ...project(), [`${launchId}.Arn`]: LAUNCH };
const lead = identityPolicies(template, /^HereLead/, values);
const decide = (action: string, resource: string, context = {}, identity = lead) => decision({ principal: session(TOOLING, 'lead'), action, resource, context }, { identity });
const parameter = (name: string) => `arn:aws:ssm:${REGION}:${TOOLING}:parameter/mlops/${TEAM}/project-templates/${name}`;

test('address and role are published', () => {
  const parameters = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name, Value } }) => [Name, settled(Value, values)]);
  expect(parameters).toEqual(expect.arrayContaining([
    [`/mlops/${TEAM}/project-templates/real-time/url`, expect.stringMatching(/^https:\/\/.*\.json$/)], [`/mlops/${TEAM}/project-templates/real-time/role-arn`, LAUNCH],
  ]));
});

test('the launch role is taken by Service Catalog and CloudFormation, and by nobody else', () => {
  const resource = trustPolicy(template, /^HereLaunch/);
  const take = (service: string) => decision({ principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: LAUNCH }, { identity: [], resource });
  expect(['servicecatalog', 'cloudformation', 'codebuild', 'lambda'].filter((name) => take(`${name}.amazonaws.com`) === 'allowed')).toEqual(['servicecatalog', 'cloudformation']);
});

test.each([
  ['finds the address', 'ssm:GetParameter', parameter('real-time/url'), {}, 'allowed'], ['finds another template', 'ssm:GetParameter', parameter('batch/url'), {}, 'implicitDeny'],
  ['passes the launch role to CloudFormation', 'iam:PassRole', LAUNCH, { 'iam:PassedToService': 'cloudformation.amazonaws.com' }, 'allowed'],
  ['passes the launch role to another service', 'iam:PassRole', LAUNCH, { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'implicitDeny'],
  ['passes another role', 'iam:PassRole', `arn:aws:iam::${TOOLING}:role/Admin`, { 'iam:PassedToService': 'cloudformation.amazonaws.com' }, 'implicitDeny'],
  ['takes the launch role', 'sts:AssumeRole', LAUNCH, {}, 'implicitDeny'],
])('a creator %s: %s', (_, action, resource, context, expected) => {
  expect(decide(action, resource, context)).toBe(expected);
  expect(decide(action, resource, context, lead.map((policy) => without(action, policy)))).toBe('implicitDeny');
});

test('a name that SageMaker does not take is refused with prop, value and remedy', () => {
  const build = (templateName: string) => () => synthesize((stack) => inS3(stack, 'Here', { templateName }));
  expect(build('real_time')).toThrow('\n  templateName is "real_time": it has at most 32 letters, digits and inner hyphens. Choose a shorter or plainer name.');
  expect(build('t'.repeat(33))).toThrow('templateName');
  expect(build('t'.repeat(32))).not.toThrow();
});
