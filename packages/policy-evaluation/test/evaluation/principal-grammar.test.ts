import { PolicyDocumentError, type PolicyKind, readPolicy } from '../../src';

const problems = (kind: PolicyKind | undefined, change: object): readonly string[] => {
  try {
    readPolicy('policy of x', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', ...change }] }, { kind });
  } catch (error) {
    if (error instanceof PolicyDocumentError) return error.problems;
    throw error;
  }
  return [];
};
const PLAIN = { Resource: '*' };
const NAMING = { Resource: '*', Principal: '*' };

test.each<[PolicyKind, object]>([
  ['identity', PLAIN], ['boundary', PLAIN], ['session', PLAIN], ['serviceControl', PLAIN], ['resource', NAMING], ['resource', { Principal: '*' }], ['key', NAMING], ['endpoint', NAMING], ['resourceControl', { ...NAMING, Effect: 'Deny' }], ['trust', { Principal: { AWS: '111111111111' } }],
])('%s: %j is one', (kind, change) => {
  expect(problems(kind, change)).toEqual([]);
});

test.each<[PolicyKind, object, string]>([
  ['identity', NAMING, 'Statement[0].Principal stands in a policy of a principal'], ['session', { ...PLAIN, Effect: 'Deny', NotPrincipal: { AWS: '111111111111' } }, 'Statement[0].NotPrincipal stands in a policy of a principal'],
  ['identity', {}, 'Statement[0] has neither Resource nor NotResource'], ['resource', PLAIN, 'Statement[0] has neither Principal nor NotPrincipal'], ['key', { Principal: '*' }, 'Statement[0] has neither Resource nor NotResource'],
  ['resourceControl', { ...PLAIN, Principal: { AWS: '111111111111' } }, 'Statement[0].Principal is {"AWS":"111111111111"}: a resource control policy speaks of everyone, "*"'],
  ['trust', NAMING, 'Statement[0] has a resource: a trust policy speaks of the role that it stands on'], ['trust', { Effect: 'Deny', NotPrincipal: { AWS: '111111111111' } }, 'Statement[0].NotPrincipal stands in a trust policy'],
])('%s: %j is none', (kind, change, expected) => {
  expect(problems(kind, change)).toEqual([expect.stringContaining(expected)]);
});

test('what a policy is attached to need not be said', () => {
  expect([problems(undefined, PLAIN), problems(undefined, NAMING), problems(undefined, { Principal: '*' })]).toEqual([[], [], []]);
});

test.each(['arn:aws:iam::111111111111:role/*', 'arn:aws:sts::111111111111:assumed-role/role/?'])('a part of a name cannot be left open: %s', (AWS) => {
  expect(problems(undefined, { ...PLAIN, Principal: { AWS } })).toEqual([`Statement[0].Principal.AWS holds "${AWS}": a wildcard cannot stand for a part of a name, only * for everyone`]);
});
