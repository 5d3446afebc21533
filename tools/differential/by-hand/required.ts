import type { KeyGrant } from '../../../packages/policy-evaluation/src';
import type { Documents, Outcome } from '../case';
import { FEDERATED, HERE, OIDC, PRINCIPALS, SAML, THERE } from '../generate/vocabulary';
import { ALL, NARROW, to, trusting, type Written, written } from './written';

const { session, user, root, service } = PRINCIPALS;
const { saml, oidc } = FEDERATED;
const ROLE = session.roleArn;

type Row = readonly [name: string, request: Parameters<typeof written>[1], documents: Documents, expected: Outcome];

const target = (account: string) => ({ action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/credit/target`, resourceAccount: account });
const trust = (Principal: unknown, more: Documents = {}, statement: object = {}): Documents => ({ resource: trusting(Principal, statement), resourcePolicyIsRequired: 'trust', ...more });
const bySaml = { ...target(HERE), principal: saml, action: 'sts:AssumeRoleWithSAML' };
const byOidc = { ...target(HERE), principal: oidc, action: 'sts:AssumeRoleWithWebIdentity' };

const TRUST: readonly Row[] = [
  ['trusts the session', target(HERE), trust({ AWS: session.arn }), 'allowed'], ['trusts the role', target(HERE), trust({ AWS: ROLE }), 'allowed'], ['trusts the account', target(HERE), trust({ AWS: HERE }), 'implicitDeny'],
  ['trusts the account, whose policy allows', target(HERE), trust({ AWS: HERE }, { identity: [ALL] }), 'allowed'], ['trusts somebody else', target(HERE), trust({ AWS: user.arn }, { identity: [ALL] }), 'implicitDeny'],
  ['trusts the role, whose boundary does not allow', target(HERE), trust({ AWS: ROLE }, { boundary: NARROW }), 'implicitDeny'], ['trusts the role of another account', target(THERE), trust({ AWS: ROLE }), 'implicitDeny'],
  ['trusts the role of another account, whose policy allows', target(THERE), trust({ AWS: ROLE }, { identity: [ALL] }), 'allowed'], ['trusts the account of a caller, but not this one', target(THERE), trust({ AWS: HERE }, { identity: [ALL] }, { Condition: { ArnEquals: { 'aws:PrincipalArn': user.arn } } }), 'implicitDeny'],
  ['trusts a service', { ...target(HERE), principal: service }, trust({ Service: service.service }), 'allowed'], ['trusts another service', { ...target(HERE), principal: service }, trust({ Service: 'ec2.amazonaws.com' }), 'implicitDeny'],
  ['trusts a user of the account', { ...target(HERE), principal: user }, trust({ AWS: user.arn }), 'allowed'], ['forbids a user of the account', { ...target(HERE), principal: user }, trust({ AWS: user.arn }, { identity: [ALL] }, { Effect: 'Deny' }), 'explicitDeny'],
  ['trusts a SAML provider', bySaml, trust({ Federated: SAML }), 'allowed'], ['trusts a SAML provider, with its audience', { ...bySaml, context: { 'saml:aud': 'https://signin.aws.amazon.com/saml' } }, trust({ Federated: SAML }, {}, { Condition: { StringEquals: { 'saml:aud': 'https://signin.aws.amazon.com/saml' } } }), 'allowed'],
  ['trusts another SAML provider', bySaml, trust({ Federated: `${SAML}2` }), 'implicitDeny'], ['trusts an OIDC provider', byOidc, trust({ Federated: OIDC }), 'allowed'], ['trusts an account, not its OIDC provider', byOidc, trust({ AWS: HERE }), 'implicitDeny'],
  ['trusts an OIDC provider, with another audience', byOidc, trust({ Federated: OIDC }, {}, { Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } } }), 'implicitDeny'],
  ['trusts for another way to assume', bySaml, trust({ Federated: SAML }, {}, { Action: 'sts:AssumeRoleWithWebIdentity' }), 'implicitDeny'],
];

const key = (account: string) => ({ action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`, resourceAccount: account });
const under = (Principal: unknown, more: Documents = {}): Documents => ({ resource: to(Principal), resourcePolicyIsRequired: 'key', ...more });
const grant = (more: Partial<KeyGrant> = {}): readonly KeyGrant[] => [{ name: 'grant', granteePrincipal: session.arn, operations: ['Decrypt'], ...more }];
const withTeam = { ...key(HERE), context: { 'kms:EncryptionContext:team': 'credit' } };
const SOMEBODY = { AWS: user.arn };

const KEYS: readonly Row[] = [
  ['key policy names the role', key(HERE), under({ AWS: ROLE }), 'allowed'], ['key policy names the account', key(HERE), under({ AWS: HERE }), 'implicitDeny'], ['key policy names the account, whose policy allows', key(HERE), under({ AWS: `arn:aws:iam::${HERE}:root` }, { identity: [ALL] }), 'allowed'],
  ['key policy names somebody else', key(HERE), under(SOMEBODY, { identity: [ALL] }), 'implicitDeny'], ['key policy does not name root', { ...key(HERE), principal: root }, under({ AWS: ROLE }), 'implicitDeny'], ['key policy names root\'s account', { ...key(HERE), principal: root }, under({ AWS: HERE }), 'allowed'],
  ['key policy of another account names the role', key(THERE), under({ AWS: ROLE }), 'implicitDeny'], ['key policy of another account names the role, whose policy allows', key(THERE), under({ AWS: ROLE }, { identity: [ALL] }), 'allowed'],
  ['key policy of another account names its own account', key(THERE), under({ AWS: THERE }, { identity: [ALL] }), 'implicitDeny'], ['key policy names the role, whose boundary does not allow', key(HERE), under({ AWS: ROLE }, { boundary: NARROW }), 'implicitDeny'],
  ['a grant to the session', key(HERE), under(SOMEBODY, { keyGrants: grant() }), 'allowed'], ['a grant to the session, whose boundary does not allow', key(HERE), under(SOMEBODY, { keyGrants: grant(), boundary: NARROW }), 'allowed'],
  ['a grant to the role, whose boundary does not allow', key(HERE), under(SOMEBODY, { keyGrants: grant({ granteePrincipal: ROLE }), boundary: NARROW }), 'implicitDeny'], ['a grant of another operation', key(HERE), under(SOMEBODY, { keyGrants: grant({ operations: ['Encrypt'] }) }), 'implicitDeny'],
  ['a grant to somebody else', key(HERE), under(SOMEBODY, { keyGrants: grant({ granteePrincipal: user.arn }) }), 'implicitDeny'], ['a grant under an encryption context', withTeam, under(SOMEBODY, { keyGrants: grant({ encryptionContextSubset: { team: 'credit' } }) }), 'allowed'],
  ['a grant under another encryption context', withTeam, under(SOMEBODY, { keyGrants: grant({ encryptionContextSubset: { team: 'fraud' } }) }), 'implicitDeny'], ['a grant to a service', { ...key(HERE), principal: service }, under(SOMEBODY, { keyGrants: grant({ granteePrincipal: 'lambda.amazonaws.com' }) }), 'allowed'],
  ['resource control of decryption', key(HERE), under({ AWS: ROLE }, { resourceControl: [[to('*', { Effect: 'Deny', Action: 'kms:*' })]] }), 'explicitDeny'],
  ['resource control of what retires a grant', { ...key(HERE), action: 'kms:RetireGrant' }, under({ AWS: ROLE }, { resourceControl: [[to('*', { Effect: 'Deny', Action: 'kms:*' })]] }), 'allowed'],
  ['a grant against a deny', key(HERE), under('*', { identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] }], keyGrants: grant() }), 'explicitDeny'],
];

export const REQUIRED: readonly Written[] = [...TRUST, ...KEYS].map((row) => written(...row));
