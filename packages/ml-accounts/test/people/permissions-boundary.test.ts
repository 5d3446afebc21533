import { evaluate, readPolicy } from '@mlops-foundation/policy-evaluation';
import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Aws, Stack } from 'aws-cdk-lib';
import { Persona, PermissionsBoundary, PersonaRole } from '../../src';
import { WIDENING_ACTIONS } from '../../src/private/widening-actions';
import { ACCOUNT, boundary, rolesOf, sessionOf } from './team';

describeConstruct('PermissionsBoundary', {
  'of a team': { onlyOnce: 'its name is known to other accounts', build: (scope, id) => new PermissionsBoundary(scope, id, { team: 'credit' }) },
});

const administrator = [readPolicy('AdministratorAccess', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })];
const decide = (action: string, resource = '*') => evaluate({ principal: sessionOf('administrator'), action, resource }, { identity: administrator, boundary }).decision;

describe('an administrator under the boundary', () => {
  test.each(WIDENING_ACTIONS)('never does %s', (action) => {
    expect(decide(action)).toBe('explicitDeny');
  });

  test.each([
    'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:UpdateAlias', 's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutReplicationConfiguration', 'ec2:AttachInternetGateway',
    'ec2:CreateRoute', 'ec2:ModifyVpcEndpoint', 'ec2:DeleteFlowLogs', 'lakeformation:PutDataLakeSettings',
  ])('%s is among what never happens', (action) => {
    expect(WIDENING_ACTIONS).toContain(action);
  });

  test.each([
    'iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePermissionsBoundary', 'iam:CreatePolicyVersion', 'iam:CreateAccessKey', 'iam:UpdateAssumeRolePolicy',
    'organizations:LeaveOrganization', 'cloudtrail:StopLogging', 'ram:CreateResourceShare', 'lambda:CreateFunction',
  ])('is not let do %s', (action) => {
    expect(decide(action)).toBe('implicitDeny');
  });

  test.each([
    ['a role of the team', 'mlops-credit-pipeline-execution', 'allowed'],
    ['a role of another team', 'mlops-risk-pipeline-execution', 'implicitDeny'],
    ['any other role', 'OrganizationAccountAccessRole', 'implicitDeny'],
  ])('passes %s: %s is %s', (_, name, decision) => {
    expect(decide('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/${name}`)).toBe(decision);
  });

  test.each([
    ['a role of the team', 'mlops-credit-deployment', 'allowed'],
    ['a role of another team', 'mlops-risk-deployment', 'explicitDeny'],
    ['any other role', 'OrganizationAccountAccessRole', 'explicitDeny'],
  ])('takes %s: %s is %s', (_, name, decision) => {
    expect(decide('sts:AssumeRole', `arn:aws:iam::666666666666:role/${name}`)).toBe(decision);
  });

  test.each([
    ['a stack of the team', 'mlops-credit-scoring/x', 'allowed'],
    ['a stack of another team', 'mlops-risk-scoring/x', 'explicitDeny'],
    ['the platform\'s own stack', 'Mlops-credit-tooling/x', 'explicitDeny'],
    ['the bootstrap stack', 'CDKToolkit/x', 'explicitDeny'],
  ])('changes %s: %s is %s', (_, name, decision) => {
    const stack = `arn:aws:cloudformation:eu-west-1:${ACCOUNT}:stack/${name}`;
    expect(['cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet', 'cloudformation:DeleteStack'].map((action) => decide(action, stack))).toEqual([decision, decision, decision]);
    expect(decide('cloudformation:DescribeStacks', stack)).toBe('allowed');
  });

  test.each(['sagemaker:CreateTrainingJob', 's3:GetObject', 'codecommit:GitPush', 'athena:StartQueryExecution', 'kms:Decrypt', 'logs:PutLogEvents'])('works: %s', (action) => {
    expect(decide(action)).toBe('allowed');
  });
});

test('a boundary grants nothing by itself', () => {
  expect(evaluate({ principal: sessionOf('nobody'), action: 's3:GetObject', resource: '*' }, { identity: [], boundary }).decision).toBe('implicitDeny');
});

test('it fits into the 6,144 characters of a managed policy', () => {
  const [{ Properties }] = Object.values(rolesOf().findResources('AWS::IAM::ManagedPolicy'));
  expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(6144);
});

test('its name is the same in every account, and fits into IAM\'s 128 characters', () => {
  expect(PermissionsBoundary.policyNameOf('credit')).toBe('mlops-credit-boundary');
  expect(PermissionsBoundary.policyNameOf('x'.repeat(200)).length).toBeLessThanOrEqual(128);
});

describe('a boundary that the account has', () => {
  const { template } = synthesize((stack) => {
    const boundary = PermissionsBoundary.fromPolicyName(stack, 'Boundary', 'landing-zone-boundary');
    new PersonaRole(stack, 'Person', { team: 'credit', persona: Persona.dataScientist('credit'), boundary });
  }, { account: ACCOUNT, region: 'eu-west-1' });

  test('limits the roles, and none is made', () => {
    template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/landing-zone-boundary` });
    expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy'))).toEqual([expect.stringMatching(/^PersonPolicy/)]);
  });

  test('is named by its name, not its ARN; a token passes', () => {
    expect(() => PermissionsBoundary.fromPolicyName(new Stack(), 'Boundary', 'arn:aws:iam::111111111111:policy/x')).toThrow(/policyName is "arn:.*without its path or ARN.*Give the name alone, not the ARN/);
    expect(PermissionsBoundary.fromPolicyName(new Stack(), 'Boundary', Aws.STACK_NAME).policyName).toBe(Aws.STACK_NAME);
  });
});
