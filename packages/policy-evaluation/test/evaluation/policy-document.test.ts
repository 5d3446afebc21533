import { readPolicy } from '../../src';
import { problemsOf } from './fixtures';

const statement = (change: object) => problemsOf({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...change }] });

test('a document is read from text or object, one statement or several', () => {
  const one = { Effect: 'Allow', Action: '*', Resource: '*' };
  expect(readPolicy('p', { Version: '2012-10-17', Statement: one })).toEqual({ name: 'p', version: '2012-10-17', statements: [one] });
  expect(readPolicy('p', JSON.stringify({ Statement: [one, one] })).statements).toHaveLength(2);
});

test.each([
  ['no JSON', '{', /^it is no JSON: /], ['no object', '[]', /^it is \[\]: it must be an object$/], ['no statement', '{}', /^Statement is missing/],
  ['another version', { Version: '2026-01-01', Statement: [] }, /^Version is "2026-01-01": it must be one of 2012-10-17, 2008-10-17$/],
])('%s is refused with place and rule', (_, document, expected) => {
  expect(problemsOf(document)).toEqual([expect.stringMatching(expected)]);
});

test.each([
  ['a misspelt effect', { Effect: 'Alow' }, 'Statement[0].Effect is "Alow": it must be "Allow" or "Deny"'],
  ['no action', { Action: undefined }, 'Statement[0] has neither Action nor NotAction: name what it speaks of'],
  ['both actions', { NotAction: 'x:y' }, 'Statement[0] has both Action and NotAction: it has one of them'],
  ['both resources', { NotResource: '*' }, 'Statement[0] has both Resource and NotResource: it has one of them'],
  ['a number for an action', { Action: [1] }, 'Statement[0].Action holds 1: it must be text or a list of texts'],
  ['an action without a service', { Action: 'GetObject' }, 'Statement[0].Action holds "GetObject": an action is service:Name, as in s3:GetObject, or *'],
  ['an unknown element', { Resources: '*' }, expect.stringContaining('Statement[0].Resources is no element of a statement')],
  ['an unknown operator', { Condition: { StringMatches: {} } }, 'Statement[0].Condition.StringMatches is no operator that IAM has'],
  ['a condition without keys', { Condition: { StringEquals: 'x' } }, 'Statement[0].Condition.StringEquals is "x": it must be an object of condition keys'],
  ['a condition that is none', { Condition: 'x' }, 'Statement[0].Condition is "x": it must be an object of operators'],
  ['an unknown kind of principal', { Principal: { Aws: '*' } }, expect.stringContaining('Statement[0].Principal.Aws is no kind of principal')],
  ['a principal that is text', { Principal: 'arn:aws:iam::111111111111:root' }, expect.stringContaining('it must be "*" or an object')],
  ['an exception that allows', { NotPrincipal: { AWS: '*' } }, 'Statement[0].NotPrincipal stands with Effect Allow: it is for Deny only'],
])('%s is refused with place and rule', (_, change, expected) => {
  expect(statement(change)).toEqual([expected]);
});

test('every problem is told at once, with the policy\'s name', () => {
  expect(() => readPolicy('policy of x', { Statement: [1, { Effect: 'no', Action: '*' }] })).toThrow(/^policy of x: 2 problem\(s\)\n {2}Statement\[0\] is 1.*\n {2}Statement\[1\]\.Effect/);
});
