import { ContextValues } from '../../src/evaluation/context-values';
import type { AccessRequest } from '../../src';
import { HERE, read, ROLE, root, session, THERE, user } from './fixtures';

const get = (key: string, change: Partial<AccessRequest> = {}) => new ContextValues(read(change)).get(key);

test('names are compared without regard to case, a single text is a list of one, an empty list is no value', () => {
  const context = { 'X:Key': 'a', 'x:list': ['a', 'b'], 'x:none': [] };
  expect(['x:key', 'x:list', 'x:none', 'x:ke', 'x:other'].map((key) => get(key, { context }))).toEqual([['a'], ['a', 'b'], undefined, undefined, undefined]);
});

test.each([
  ['aws:principalarn', session, ROLE], ['aws:principalarn', user, user.arn], ['aws:principaltype', session, 'AssumedRole'], ['aws:principaltype', user, 'User'], ['aws:principaltype', root, 'Account'],
  ['aws:principaltype', { arn: `arn:aws:sts::${HERE}:federated-user/eve`, account: HERE }, 'FederatedUser'], ['aws:principaltype', { arn: 'anonymous', account: '' }, 'Anonymous'],
  ['aws:principalisawsservice', session, 'false'], ['aws:principalisawsservice', { arn: 'lambda.amazonaws.com', account: '', service: 'lambda.amazonaws.com' }, 'true'], ['aws:username', user, 'bob'], ['aws:username', session, undefined],
  ['aws:principalorgid', { ...session, organization: { id: 'o-1' } }, 'o-1'], ['aws:principalorgpaths', { ...session, organization: { id: 'o-1', path: 'o-1/r-1/' } }, 'o-1/r-1/'], ['aws:federatedprovider', { ...session, federated: 'accounts.google.com' }, 'accounts.google.com'],
  ['aws:principaltag/team', { ...session, tags: { Team: 'credit' } }, 'credit'], ['aws:principalaccount', session, HERE], ['aws:principalaccount', { arn: 'anonymous', account: '' }, undefined],
])('%s follows from the principal', (key, principal, expected) => {
  expect(get(key, { principal })).toEqual(expected === undefined ? undefined : [expected]);
});

test('and from the resource', () => {
  expect([get('aws:resourceaccount', { resourceAccount: THERE }), get('aws:resourceorgid', { resourceOrganization: { id: 'o-2' } })]).toEqual([[THERE], ['o-2']]);
});

test('no caller replaces what follows, and gives what does not', () => {
  const context = { 'aws:PrincipalArn': 'arn:aws:iam::999999999999:role/other', 'aws:PrincipalOrgID': 'o-given' };
  expect([get('aws:principalarn', { context }), get('aws:principalorgid', { context })]).toEqual([[ROLE], ['o-given']]);
});

test('the keys of an encryption context are counted', () => {
  expect(new ContextValues(read({ context: { 'kms:EncryptionContext:a': '1', 'KMS:encryptioncontext:b': '2', 'kms:ViaService': 's3' } })).count('kms:encryptioncontext:')).toBe(2);
});
