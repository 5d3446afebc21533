import type { TraceEntry } from '@mlops-foundation/local-cloud';
import { placedStatement, refusalOf } from '../../passport/gather/statement';

const MANAGED = 'arn:aws:iam::111111111111:policy/People';
const DANA = 'arn:aws:sts::111111111111:assumed-role/scientist/dana';
const entry = (more: Partial<TraceEntry> = {}): TraceEntry => ({
  at: '2026-11-26T15:00:00.000Z', principal: DANA, action: 'sagemaker:UpdateModelPackage', resource: 'arn:m/1', decision: 'explicitDeny', layer: 'identity',
  by: { policy: 'identity-based policy People', arn: MANAGED, statement: 'statement NeverApprove', index: 1, place: `${MANAGED} v1.Statement[1]` }, ...more,
});
const inOwn = { policy: 'identity-based policy Own of scientist', statement: 'statement 1', index: 0, place: 'arn:aws:iam::111111111111:role/people/scientist Policies.Own.Statement[0]' };

test('the statement of a managed policy that denies', () => {
  expect(placedStatement(entry())).toEqual({ sid: 'NeverApprove', policy: 'identity-based policy People', index: 1, account: '111111111111', arn: MANAGED });
});

test('the statement of a role\'s own policy that denies, by its number where it has no name', () => {
  expect(placedStatement(entry({ by: inOwn }))).toEqual({ sid: '1', policy: 'identity-based policy Own of scientist', index: 0, account: '111111111111', inline: 'Own', role: 'scientist' });
});

test('the statement that would have allowed, but for its condition', () => {
  const near = entry({ decision: 'implicitDeny', by: { policy: 'identity-based policy' }, nearly: { ...inOwn, missing: 'StringEquals a b: the request has no such key' } });
  expect(placedStatement(near)).toMatchObject({ sid: '1', inline: 'Own' });
});

test('none where nothing speaks of the action, and none of what IAM does not hold', () => {
  expect(placedStatement(entry({ decision: 'implicitDeny', by: { policy: 'identity-based policy' } }))).toBeUndefined();
  expect(placedStatement(entry({ layer: 'resource', by: { policy: 'resource-based policy of arn:m/1', statement: 'statement 1', index: 0, place: 'arn:m/1 Policy.Statement[0]' } }))).toBeUndefined();
});

test('a refusal is found by what its message tells, the newest of several', () => {
  const message = `User: ${DANA} is not authorized to perform: sagemaker:UpdateModelPackage on resource: arn:m/1 with an explicit deny in an identity-based policy`;
  const newest = entry({ at: '2026-11-26T15:00:01.000Z' });
  const others = [entry({ decision: 'allowed', at: 'x' }), entry({ resource: 'arn:m/10' }), entry({ principal: `${DANA}2` }), entry({ action: 'sagemaker:UpdateModel' })];
  expect(refusalOf([entry(), newest, ...others], message)).toBe(newest);
  expect(refusalOf(others, message)).toBeUndefined();
});
