import type { RequestPrincipal, Statement } from '../../src';
import { namesGrantee, readPrincipal } from '../../src/evaluation/principals';
import { HERE, ROLE, root, SESSION, session, THERE, user } from './fixtures';

const CANONICAL = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
const SAML = `arn:aws:iam::${HERE}:saml-provider/company`;
const federated: RequestPrincipal = { arn: SAML, account: '', federated: SAML };
const service: RequestPrincipal = { arn: 'lambda.amazonaws.com', account: '', service: 'lambda.amazonaws.com' };
const nobody: RequestPrincipal = { arn: 'anonymous', account: '' };
const token: RequestPrincipal = { arn: `arn:aws:sts::${HERE}:federated-user/eve`, account: HERE, userArn: user.arn };
const naming = (Principal: unknown, principal: RequestPrincipal) => readPrincipal({ Effect: 'Allow', Principal } as Statement)(principal, false);

test.each<[unknown, RequestPrincipal, string | undefined]>([
  [{ AWS: SESSION }, session, 'self'], [{ AWS: ROLE }, session, 'role'], [{ AWS: HERE }, session, 'account'], [{ AWS: THERE }, session, undefined], ['*', session, 'everyone'], [{ AWS: ['x', '*'] }, session, 'everyone'],
  [{ AWS: user.arn }, user, 'self'], [{ AWS: user.arn }, token, 'role'], [{ AWS: token.arn }, token, 'self'], [{ AWS: root.arn }, root, 'account'], [{ AWS: root.arn }, user, 'account'], [{ AWS: 'arn:aws-cn:iam::111111111111:root' }, user, 'account'],
  [{ Service: service.service }, service, 'service'], [{ Service: 's3.amazonaws.com' }, service, undefined], [{ AWS: HERE }, service, undefined], ['*', service, 'everyone'],
  [{ Federated: SAML }, federated, 'federated'], [{ Federated: `${SAML}2` }, federated, undefined], [{ AWS: HERE }, federated, undefined], [{ Federated: SAML }, { ...session, federated: SAML }, 'role'],
  [{ CanonicalUser: CANONICAL }, { ...user, canonicalUser: CANONICAL }, 'account'], [{ CanonicalUser: CANONICAL }, user, undefined], [{ AWS: HERE }, nobody, undefined], [{ AWS: '*' }, nobody, 'everyone'],
])('%j names %j as %s', (element, principal, expected) => {
  expect(naming(element, principal)).toBe(expected);
});

test('an Allow that names nobody allows nobody, a Deny that names nobody hits everyone', () => {
  const [allows, denies] = (['Allow', 'Deny'] as const).map((Effect) => readPrincipal({ Effect })(session, false));
  expect([allows, denies]).toEqual([undefined, 'everyone']);
});

test.each<[object, RequestPrincipal, boolean]>([
  [{ Service: service.service }, service, true], [{ Service: 's3.amazonaws.com' }, service, false], [{ Federated: SAML }, federated, true], [{ AWS: HERE }, federated, false], [{ CanonicalUser: CANONICAL }, { ...user, canonicalUser: CANONICAL }, true],
  [{ AWS: [user.arn, HERE] }, token, true], [{ AWS: HERE }, root, true], [{ AWS: HERE }, nobody, false], [{ AWS: '*' }, nobody, true],
])('NotPrincipal %j spares %j: %s', (NotPrincipal, principal, spared) => {
  expect(readPrincipal({ Effect: 'Deny', NotPrincipal } as Statement)(principal, false)).toBe(spared ? undefined : 'everyone');
});

test('a grant names its grantee by ARN, by account or by a service\'s name', () => {
  expect([namesGrantee(ROLE)(session, false), namesGrantee(HERE)(session, false), namesGrantee('lambda.amazonaws.com')(service, false), namesGrantee(ROLE)(user, false)]).toEqual(['role', 'account', 'service', undefined]);
});
