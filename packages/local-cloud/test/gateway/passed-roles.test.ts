import { KNOWN_SERVICES } from '@mlops-foundation/policy-evaluation';
import { mayPassRoles, rolesPassedBy, rolesPassedByType } from '../../src/gateway/passed-roles';

const place = { account: '111111111111', partition: 'aws' };
const role = (name: string, account = place.account) => `arn:aws:iam::${account}:role/${name}`;
const passed = (name: string, service: string) => ({ action: 'iam:PassRole', resource: role(name), context: { 'iam:PassedToService': `${service}.amazonaws.com` } });

test('the role of a pipeline, those of its actions and those that CloudFormation gets of it; another account\'s are assumed and not passed', () => {
  const structure = {
    roleArn: role('pipeline'), stages: [{ actions: [{ roleArn: role('action') }, { roleArn: role('there', '222222222222') }] }, { actions: [{ roleArn: role('action'), configuration: { RoleArn: role('stack') } }] }],
  };
  expect(rolesPassedBy('codepipeline:CreatePipeline', { pipeline: structure }, place)).toEqual([passed('pipeline', 'codepipeline'), passed('action', 'codepipeline'), passed('stack', 'cloudformation')]);
});

test('a role that is passed must be the account\'s own: what asks for it tells it as it is', () => {
  expect(rolesPassedBy('lambda:CreateFunction', { Role: role('there', '222222222222') }, place)).toMatchObject([{ resource: role('there', '222222222222') }]);
});

test('each role of a list once, and a name as the role of the account', () => {
  expect(rolesPassedBy('events:PutTargets', { Targets: [{ RoleArn: role('a') }, { RoleArn: role('b') }, { RoleArn: role('a') }, {}] }, place)).toEqual([passed('a', 'events'), passed('b', 'events')]);
  expect(rolesPassedBy('glue:CreateJob', { Role: 'etl' }, place)).toEqual([passed('etl', 'glue')]);
});

test.each([['nothing', undefined], ['no object', 'text'], ['no role', {}], ['a list where none is', { Targets: 1 }], ['no text', { Targets: [{ RoleArn: {} }] }]])('an input that is %s passes none', (_, input) => {
  expect(rolesPassedBy('events:PutTargets', input, place)).toEqual([]);
});

test('beside what cannot be read, the rest is asked for', () => {
  expect(rolesPassedBy('events:PutTargets', { Targets: [{ RoleArn: {} }, 'text', { RoleArn: role('a') }] }, place)).toEqual([passed('a', 'events')]);
});

test('what has another name in botocore, and what policy-evaluation does not know', () => {
  expect(rolesPassedBy('states:CreateStateMachine', { roleArn: role('a') }, place)).toEqual([passed('a', 'states')]);
  expect(rolesPassedBy('eks:CreateNodegroup', { nodeRole: role('a') }, place)).toEqual([passed('a', 'ec2')]);
  expect(KNOWN_SERVICES).not.toContain('eks');
});

test('operations and types that take no role pass none', () => {
  expect([mayPassRoles('lambda:Invoke'), mayPassRoles('lambda:CreateFunction')]).toEqual([false, true]);
  expect(rolesPassedByType('AWS::S3::Bucket', { RoleArn: role('a') }, place)).toEqual([]);
});

test('a resource of a template', () => {
  expect(rolesPassedByType('AWS::CodeBuild::Project', { ServiceRole: role('build') }, place)).toEqual([passed('build', 'codebuild')]);
  // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html
  const stages = [{ Actions: [{ RoleArn: role('assumed-by-the-pipeline') }] }];
  expect(rolesPassedByType('AWS::CodePipeline::Pipeline', { RoleArn: role('pipeline'), Stages: stages }, place)).toEqual([passed('pipeline', 'codepipeline')]);
});
