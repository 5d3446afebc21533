import { describeConstruct, identityPolicies, resourcePolicies } from '@mlops-foundation/test-kit';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ModelGroup } from '../../src';
import { buildTarget, decision, DEV, everything, inAccount, of, PROD, reference, REGION, session, TOOLING, withoutEitherSide } from '../fixtures';

const readers = ['555555555555', PROD].map((account) => ({ account, roleNames: ['cloudformation', 'model'] }));
const writers = [{ account: DEV, roleNames: [reference.executionRoleName] }];

describeConstruct('ModelGroup', {
  'between accounts': (scope, id) => new ModelGroup(scope, id, { modelGroupName: id, writers, readers }),
  'of one account': (scope, id) => new ModelGroup(scope, id, { modelGroupName: id, writers: [], readers: [] }),
});

/** The group's policy, in the place where test-kit looks for policies. */
function groupPolicy(template: Template) {
  const [{ Properties }] = Object.values(template.findResources('AWS::SageMaker::ModelPackageGroup'));
  const moved = Template.fromJSON({ Resources: { Group: { Type: 'Test::GroupPolicy', Properties: { PolicyDocument: Properties.ModelPackageGroupPolicy } } } });
  return resourcePolicies(moved, 'Test::GroupPolicy', /Group/, of(TOOLING))[0];
}

const resource = groupPolicy(inAccount(TOOLING, (scope) => new ModelGroup(scope, 'Models', { modelGroupName: 'p-1', writers, readers })));
const jobs = identityPolicies(inAccount(DEV, (scope) => buildTarget(scope, 'Builds')), /^BuildsExecution/, of(DEV));
const version = `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package/p-1/1`;
const group = `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package-group/p-1`;
const status = (value: string) => ({ 'sagemaker:ModelApprovalStatus': value });
const job = session(DEV, reference.executionRoleName);
const register = { principal: job, action: 'sagemaker:CreateModelPackage', resource: version, resourceAccount: TOOLING, context: status('PendingManualApproval') };
const read = { ...register, principal: session(PROD, 'model'), action: 'sagemaker:DescribeModelPackage', context: {} };

test('a job of dev registers a version that waits, and only while both sides say so', () => {
  expect(decision(register, { identity: jobs, resource })).toBe('allowed');
  expect(withoutEitherSide(register, { identity: jobs, resource })).toEqual(['implicitDeny', 'implicitDeny']);
});

test('a job of dev finds the group, and only while both sides say so', () => {
  const find = { ...register, action: 'sagemaker:DescribeModelPackageGroup', resource: group };
  expect(decision(find, { identity: jobs, resource })).toBe('allowed');
  expect(withoutEitherSide(find, { identity: jobs, resource })).toEqual(['implicitDeny', 'implicitDeny']);
});

test.each([
  ['register an approved version', { ...register, context: status('Approved') }], ['register a rejected version', { ...register, context: status('Rejected') }], ['register without a status', { ...register, context: {} }],
  ['approve a version', { ...register, action: 'sagemaker:UpdateModelPackage', context: status('Approved') }], ['change a version', { ...register, action: 'sagemaker:UpdateModelPackage', context: {} }],
  ['delete a version', { ...register, action: 'sagemaker:DeleteModelPackage' }], ['register in another group', { ...register, resource: version.replace('p-1', 'p-2') }],
  ['change the group\'s policy', { ...register, action: 'sagemaker:PutModelPackageGroupPolicy', resource: group }],
])('a job of dev may not %s, whatever its own policies allow', (_, request) => {
  expect(decision(request, { identity: [everything], resource })).toBe('implicitDeny');
});

test.each([
  ['another role of dev', session(DEV, 'Admin')], ['a role of the same name elsewhere', session('999999999999', reference.executionRoleName)], ['a reader', session(PROD, 'model')],
])('%s may not register a version', (_, principal) => {
  expect(decision({ ...register, principal }, { identity: [everything], resource })).toBe('implicitDeny');
});

describe.each(['555555555555', PROD])('the account %s that serves', (account) => {
  test.each(['cloudformation', 'model'])('reads versions and makes models of them as %s, and only while the group says so', (role) => {
    for (const action of ['sagemaker:DescribeModelPackage', 'sagemaker:CreateModel']) {
      const request = { ...read, principal: session(account, role), action };
      expect(decision(request, { identity: [everything], resource })).toBe('allowed');
      expect(decision(request, { identity: [everything], resource: { ...resource, statements: resource.statements.filter(({ Sid }) => Sid !== `Read${account}`) } })).toBe('implicitDeny');
    }
  });

  test.each(['CreateModelPackage', 'UpdateModelPackage', 'DeleteModelPackage'])('may not %s', (name) => {
    expect(decision({ ...read, principal: session(account, 'model'), action: `sagemaker:${name}`, context: status('PendingManualApproval') }, { identity: [everything], resource })).toBe('implicitDeny');
  });

  test.each(['DescribeModelPackageGroup', 'ListModelPackages'])('is not let %s: it is handed versions', (name) => {
    expect(decision({ ...read, principal: session(account, 'cloudformation'), action: `sagemaker:${name}`, resource: group }, { identity: [everything], resource })).toBe('implicitDeny');
  });

  test('lets no other role read', () => {
    expect(decision({ ...read, principal: session(account, 'Admin') }, { identity: [everything], resource })).toBe('implicitDeny');
  });
});

test('the ARN is that of the group', () => {
  inAccount(TOOLING, (scope) => {
    const models = new ModelGroup(scope, 'Models', { modelGroupName: 'p-1', writers: [], readers: [] });
    expect(Stack.of(models).resolve(models.modelGroupArn)['Fn::Join'][1].at(-1)).toBe(':model-package-group/p-1');
  });
});
