import type { KeyGrant } from '../../src';
import { decide, decision, deny, HERE, policy, read, ROLE, SESSION, THERE, USER } from './fixtures';

const KEY = `arn:aws:kms:eu-west-1:${HERE}:key/k`;
const grant = (more: Partial<KeyGrant> = {}): KeyGrant => ({ name: 'grant of the team', granteePrincipal: ROLE, operations: ['Decrypt', 'DescribeKey'], ...more });
const asking = (action: string, context: Record<string, string> = {}) => read({ action, resource: KEY, context });
const under = (grants: readonly KeyGrant[], request = asking('kms:Decrypt'), more: object = {}) => decision(request, { keyGrants: grants, resourcePolicyIsRequired: 'key', ...more });
const encrypted = (pairs: Record<string, string>) => asking('kms:Decrypt', Object.fromEntries(Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])));

test('a grant allows its operations to its grantee, beside the key\'s policy', () => {
  expect([under([grant()]), under([]), under([grant({ operations: ['Encrypt'] })]), under([grant({ granteePrincipal: USER })]), under([grant({ granteePrincipal: SESSION })])]).toEqual(['allowed', 'implicitDeny', 'implicitDeny', 'implicitDeny', 'allowed']);
  expect(decide(asking('kms:Decrypt'), { keyGrants: [grant()], resourcePolicyIsRequired: 'key' })).toMatchObject({ layer: 'grant', decidedBy: { policy: 'grant of the team' }, reason: 'grant of the team allows it' });
});

test('a grant never counts against a deny, in another account only with the caller\'s own policies, to an account only by its policies', () => {
  const across = { ...asking('kms:Decrypt'), resourceAccount: THERE };
  const identity = [policy('a', { Action: 'kms:*', Resource: '*' })];
  expect([under([grant()], undefined, { identity: [deny('d')] }), under([grant()], across), under([grant()], across, { identity })]).toEqual(['explicitDeny', 'implicitDeny', 'allowed']);
  const toAccount = [grant({ granteePrincipal: `arn:aws:iam::${HERE}:root` })];
  expect([under(toAccount), under(toAccount, undefined, { identity })]).toEqual(['implicitDeny', 'allowed']);
});

test('the grant that names the caller most directly counts, whatever their order', () => {
  const boundary = policy('limit', { Action: 'sqs:*', Resource: '*' });
  const both = [grant(), grant({ granteePrincipal: SESSION })];
  expect([under(both, undefined, { boundary }), under([...both].reverse(), undefined, { boundary }), under([grant()], undefined, { boundary })]).toEqual(['allowed', 'allowed', 'implicitDeny']);
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
describe('constraints on the encryption context', () => {
  test.each([
    ['the same', { team: 'credit' }, true, true], ['another letter case of the key', { Team: 'credit' }, true, true], ['another letter case of the value', { team: 'Credit' }, false, false],
    ['more', { team: 'credit', use: 'x' }, false, true], ['none', {}, false, false], ['another', { use: 'x' }, false, false],
  ])('%s', (_, given, equal, subset) => {
    expect(under([grant({ encryptionContextEquals: { team: 'credit' } })], encrypted(given))).toBe(equal ? 'allowed' : 'implicitDeny');
    expect(under([grant({ encryptionContextSubset: { team: 'credit' } })], encrypted(given))).toBe(subset ? 'allowed' : 'implicitDeny');
  });

  test('bind no operation that has none', () => {
    expect(under([grant({ encryptionContextEquals: { team: 'credit' } })], asking('kms:DescribeKey'))).toBe('allowed');
  });
});
