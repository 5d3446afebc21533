import { evaluate, type PolicySet, readPolicy } from '@mlops-foundation/policy-evaluation';
import { namedStatement } from '../../passport/gather/statement';

const MANAGED = 'arn:aws:iam::111111111111:policy/People';
const request = {
  principal: { arn: 'arn:aws:sts::111111111111:assumed-role/scientist/dana', account: '111111111111' }, action: 'sagemaker:UpdateModelPackage',
  resource: 'arn:aws:sagemaker:eu-west-1:111111111111:model-package/m/1', resourceAccount: '111111111111', context: { 'sagemaker:ModelApprovalStatus': 'Approved' },
};
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: 'sagemaker:*', Resource: '*', ...statement }] });
const managed = (statement: object) => readPolicy('identity-based policy People', document(statement), { arn: MANAGED, source: { file: MANAGED, path: 'v1' } });
const reason = (policies: PolicySet) => evaluate(request, policies).reason;

test('the statement of a managed policy that denies', () => {
  const policies = { identity: [managed({ Sid: 'NeverApprove', Effect: 'Deny' })] };
  expect(namedStatement(reason(policies))).toMatchObject({ sid: 'NeverApprove', policy: 'identity-based policy People', arn: MANAGED });
});

test('the statement of a role\'s own policy that denies, by its number where it has no name', () => {
  const policies = { identity: [readPolicy('identity-based policy Own of scientist', document({ Effect: 'Deny' }), { source: { file: 'arn:aws:iam::111111111111:role/scientist', path: 'Policies.Own' } })] };
  expect(namedStatement(reason(policies))).toMatchObject({ sid: '1', inline: 'Own', role: 'scientist' });
});

test('the statement that would have allowed, but for its condition', () => {
  const Condition = { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Rejected' } };
  const policies = { identity: [managed({ Sid: 'Reject', Effect: 'Allow', Condition })] };
  expect(namedStatement(reason(policies))).toMatchObject({ sid: 'Reject', arn: MANAGED });
});

test('none where nothing speaks of the action', () => {
  expect(namedStatement(reason({ identity: [] }))).toBeUndefined();
});
