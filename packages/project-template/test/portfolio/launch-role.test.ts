import { describeConstruct, identityPolicies, synthesize, trustPolicy } from '@mlops-foundation/test-kit';
import { BOUNDARY, decision, env, launchRole, product, project, propertiesOf, REGION, session, settled, TEAM, TOOLING, without } from '../fixtures';

describeConstruct('LaunchRole', { 'of a team': (scope, id) => launchRole(scope, id, id.toLowerCase()) });

const { template } = synthesize((stack) => launchRole(stack, 'Launch'), env);
const identity = identityPolicies(template, /^Launch/, project());
const decide = (action: string, resource: string, context = {}, policies = identity) => decision({ principal: session(TOOLING, `mlops-${TEAM}-project-launch`), action, resource, context }, { identity: policies });
const role = (name: string) => `arn:aws:iam::${TOOLING}:role/${name}`;
const here = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${TOOLING}:${resource}`;
const under = (arn: string) => ({ 'iam:PermissionsBoundary': arn });
const passedTo = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const BUILD = role(`mlops-${TEAM}-p-1-build`);

test('it is taken by Service Catalog alone', () => {
  const take = (service: string) => decision({ principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: 'launch' }, { identity: [], resource: trustPolicy(template, /^Launch/) });
  expect(['servicecatalog', 'cloudformation', 'codebuild'].filter((name) => take(`${name}.amazonaws.com`) === 'allowed')).toEqual(['servicecatalog']);
});

describe.each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'])('%s', (action) => {
  test('is allowed for a role of a project, under the boundary, and only while the statement stands', () => {
    expect(decide(action, BUILD, under(BOUNDARY))).toBe('allowed');
    expect(decide(action, BUILD, under(BOUNDARY), identity.map((policy) => without(action, policy)))).toBe('implicitDeny');
  });

  test.each([
    ['without a boundary', BUILD, {}], ['under another boundary', BUILD, under(BOUNDARY.replace('boundary', 'AdministratorAccess'))], ['of another team', role('mlops-fraud-p-1-build'), under(BOUNDARY)],
    ['that no project has', role(`mlops-${TEAM}-pipeline-deployer`), under(BOUNDARY)], ['of the platform', role('Admin'), under(BOUNDARY)], ['of the CDK', role(`cdk-hnb659fds-cfn-exec-role-${TOOLING}-${REGION}`), under(BOUNDARY)],
    ['that is this one', role(`mlops-${TEAM}-project-launch`), under(BOUNDARY)],
  ])('is denied for a role %s', (_, resource, context) => {
    expect(decide(action, resource, context)).toBe('implicitDeny');
  });
});

test.each([
  ['takes the boundary away', 'iam:DeleteRolePermissionsBoundary', BUILD], ['attaches a managed policy', 'iam:AttachRolePolicy', BUILD], ['changes who takes a role', 'iam:UpdateAssumeRolePolicy', BUILD],
  ['changes the boundary', 'iam:CreatePolicyVersion', BOUNDARY], ['creates a user', 'iam:CreateUser', `arn:aws:iam::${TOOLING}:user/mlops-${TEAM}-p-1`], ['takes a role', 'sts:AssumeRole', BUILD],
  ['changes a stack of the platform', 'cloudformation:UpdateStack', here('cloudformation', 'stack/Mlops-credit-tooling/x')], ['deletes a rule of the platform', 'events:DeleteRule', here('events', 'rule/security-alerts')],
  ['deletes a repository that no project has', 'codecommit:DeleteRepository', here('codecommit', 'platform')], ['deletes a pipeline that no project has', 'codepipeline:DeletePipeline', here('codepipeline', 'foundation')],
  ['approves a version', 'sagemaker:UpdateModelPackage', here('sagemaker', 'model-package/default-risk-p-1/1')], ['trains', 'sagemaker:CreateTrainingJob', here('sagemaker', 'training-job/x')],
  ['reads another team\'s parameter', 'ssm:GetParameter', here('ssm', 'parameter/mlops/fraud/key-arn')], ['reads data', 's3:GetObject', 'arn:aws:s3:::credit-tooling/models/x'], ['writes assets', 's3:PutObject', 'arn:aws:s3:::assets/x.zip'],
  ['answers a gate', 'codepipeline:PutApprovalResult', here('codepipeline', 'default-risk-p-1-deploy/Approve/Approve')],
])('it never %s: %s on %s', (_, action, resource) => {
  expect(decide(action, resource, { ...under(BOUNDARY), ...passedTo('codebuild') })).toBe('implicitDeny');
});

test('it passes a project\'s roles to the services of pipelines only', () => {
  const services = ['codepipeline', 'codebuild', 'events', 'lambda', 'sagemaker', 'ec2', 'cloudformation'];
  expect(services.filter((service) => decide('iam:PassRole', BUILD, passedTo(service)) === 'allowed')).toEqual(['codepipeline', 'codebuild', 'events']);
  expect(decide('iam:PassRole', role('Admin'), passedTo('codebuild'))).toBe('implicitDeny');
});

describe('everything that a project is made of can be made, by its name as it stands in the template', () => {
  const template = product();
  const values = project();
  const named = (type: string, property: string) => propertiesOf(template, type).map((properties) => settled(properties[property], values));

  test('roles, each under the boundary', () => {
    const roles = propertiesOf(template, 'AWS::IAM::Role').map(({ RoleName, PermissionsBoundary }) => ({ resource: role(settled(RoleName, values)), boundary: settled(PermissionsBoundary, values) }));
    expect(roles.map(({ resource, boundary }) => decide('iam:CreateRole', resource, under(boundary)))).toEqual(Array(8).fill('allowed'));
  });

  test.each([
    ['AWS::CodeCommit::Repository', 'RepositoryName', 'codecommit:CreateRepository', (name: string) => here('codecommit', name), 2],
    ['AWS::CodeBuild::Project', 'Name', 'codebuild:CreateProject', (name: string) => here('codebuild', `project/${name}`), 4],
    ['AWS::CodePipeline::Pipeline', 'Name', 'codepipeline:CreatePipeline', (name: string) => here('codepipeline', name), 2],
    ['AWS::SageMaker::ModelPackageGroup', 'ModelPackageGroupName', 'sagemaker:CreateModelPackageGroup', (name: string) => here('sagemaker', `model-package-group/${name}`), 1],
  ])('%s', (type, property, action, arn, count) => {
    expect(named(type, property).map((name) => decide(action, arn(name)))).toEqual(Array(count).fill('allowed'));
  });

  test('rules, which CloudFormation names after the stack', () => {
    expect(propertiesOf(template, 'AWS::Events::Rule').map(({ Name }) => Name)).toEqual([undefined, undefined]);
    expect([`SC-${TOOLING}-pp-abcdefghijklm-BuildOnPush-1A2B`, 'SP-default-risk-BuildOnPush-1A2B'].map((name) => decide('events:PutRule', here('events', `rule/${name}`)))).toEqual(['allowed', 'allowed']);
  });

  test.each([`stack/SC-${TOOLING}-pp-abcdefghijklm/x`, 'stack/SP-default-risk/x'])('%s', (stack) => {
    expect(decide('cloudformation:CreateStack', here('cloudformation', stack))).toBe('allowed');
  });
});
