import type { Documents, Outcome } from '../case';
import { HERE, PRINCIPALS, THERE } from '../generate/vocabulary';
import { ALL, document, FORBIDDING, NARROW, to, type Written, written } from './written';

const { session, user, federatedUser, root, linked, service, anonymous } = PRINCIPALS;
const ROLE = session.roleArn;
const ACCOUNT = `arn:aws:iam::${HERE}:root`;
const ALLOWED: Documents = { identity: [ALL] };

type Row = readonly [name: string, request: Parameters<typeof written>[1], documents: Documents, expected: Outcome];

/** How a resource's policy names the caller, and what limits the caller besides. */
const NAMED: readonly Row[] = ([
  ['the session', session.arn, 'allowed', 'allowed', 'allowed'], ['the role', ROLE, 'allowed', 'implicitDeny', 'implicitDeny'], ['the account', HERE, 'implicitDeny', 'implicitDeny', 'implicitDeny'],
  ['the account\'s root', ACCOUNT, 'implicitDeny', 'implicitDeny', 'implicitDeny'], ['everyone', '*', 'allowed', 'allowed', 'allowed'], ['another role', `${ROLE}s`, 'implicitDeny', 'implicitDeny', 'implicitDeny'],
] as const).flatMap(([name, AWS, alone, bounded, limited]): Row[] => [
  [`a resource's policy names ${name}`, {}, { resource: to({ AWS }) }, alone],
  [`… whose boundary does not allow`, {}, { resource: to({ AWS }), boundary: NARROW }, bounded],
  [`… whose session policy does not allow`, {}, { resource: to({ AWS }), session: NARROW }, limited],
  [`… whose boundary denies`, {}, { resource: to({ AWS }), boundary: FORBIDDING }, 'explicitDeny'],
  [`… whose own policy allows`, {}, { ...ALLOWED, resource: to({ AWS }) }, 'allowed'],
  [`… in another account`, { resourceAccount: THERE }, { resource: to({ AWS }) }, 'implicitDeny'],
  [`… in another account, whose own policy allows`, { resourceAccount: THERE }, { ...ALLOWED, resource: to({ AWS }) }, AWS === `${ROLE}s` ? 'implicitDeny' : 'allowed'],
  [`… in another account, whose own policy allows and whose boundary does not`, { resourceAccount: THERE }, { ...ALLOWED, resource: to({ AWS }), boundary: NARROW }, 'implicitDeny'],
]);

const USERS: readonly Row[] = [
  ['a user by name', { principal: user }, { resource: to({ AWS: user.arn }) }, 'allowed'], ['a user by name, whose boundary does not allow', { principal: user }, { resource: to({ AWS: user.arn }), boundary: NARROW }, 'allowed'],
  ['a session of GetFederationToken by its name', { principal: federatedUser }, { resource: to({ AWS: federatedUser.arn }) }, 'allowed'],
  ['… by its user, without session policy', { principal: federatedUser }, { resource: to({ AWS: federatedUser.userArn }) }, 'implicitDeny'],
  ['… by its user, under a session policy', { principal: federatedUser }, { resource: to({ AWS: federatedUser.userArn }), session: ALL }, 'allowed'],
  ['… by its user\'s own policies, without session policy', { principal: federatedUser }, ALLOWED, 'implicitDeny'], ['… by its user\'s own policies, under a session policy', { principal: federatedUser }, { ...ALLOWED, session: ALL }, 'allowed'],
  ['root without any policy', { principal: root }, {}, 'allowed'], ['root in another account', { principal: root, resourceAccount: THERE }, {}, 'implicitDeny'], ['root in another account, named', { principal: root, resourceAccount: THERE }, { resource: to({ AWS: HERE }) }, 'allowed'],
  ['root against a resource\'s deny', { principal: root }, { resource: to('*', { Effect: 'Deny' }) }, 'explicitDeny'], ['nobody, where everyone may', { principal: anonymous }, { resource: to('*') }, 'allowed'], ['nobody, where an account may', { principal: anonymous }, { resource: to({ AWS: HERE }) }, 'implicitDeny'],
  ['a service by name', { principal: service }, { resource: to({ Service: service.service }) }, 'allowed'], ['another service', { principal: service }, { resource: to({ Service: 's3.amazonaws.com' }) }, 'implicitDeny'], ['a service that nothing names', { principal: service }, ALLOWED, 'implicitDeny'],
];

const EXCEPTED: readonly Row[] = ([
  [[ROLE, ACCOUNT], 'allowed'], [[session.arn, ROLE, ACCOUNT], 'allowed'], [[session.arn, HERE], 'allowed'], [[ROLE], 'explicitDeny'], [[ACCOUNT], 'explicitDeny'], [[THERE], 'explicitDeny'],
] as const).flatMap(([AWS, expected]): Row[] => [
  [`a deny spares ${AWS.join(' and ')}`, {}, { ...ALLOWED, resource: document({ Effect: 'Deny', NotPrincipal: { AWS } }) }, expected],
  [`… but nobody with a boundary`, {}, { ...ALLOWED, boundary: ALL, resource: document({ Effect: 'Deny', NotPrincipal: { AWS } }) }, 'explicitDeny'],
]);

const RCP = to('*', { Effect: 'Deny', Action: 's3:*' });
const LIMITS: readonly Row[] = [
  ['a boundary alone allows nothing', {}, { boundary: ALL }, 'implicitDeny'], ['a session policy alone allows nothing', {}, { session: ALL }, 'implicitDeny'], ['service control alone allows nothing', {}, { serviceControl: [[ALL]] }, 'implicitDeny'],
  ['an endpoint alone allows nothing', {}, { endpoint: to('*') }, 'implicitDeny'], ['a boundary that does not allow', {}, { ...ALLOWED, boundary: NARROW }, 'implicitDeny'], ['a session policy that does not allow', {}, { ...ALLOWED, session: NARROW }, 'implicitDeny'],
  ['an endpoint that does not allow', {}, { ...ALLOWED, endpoint: to('*', { Action: 'sqs:*' }) }, 'implicitDeny'], ['an endpoint that denies', {}, { ...ALLOWED, endpoint: to('*', { Effect: 'Deny' }) }, 'explicitDeny'],
  ['an endpoint that allows', {}, { ...ALLOWED, endpoint: to('*') }, 'allowed'], ['every level of service control allows', {}, { ...ALLOWED, serviceControl: [[ALL], [NARROW, ALL]] }, 'allowed'],
  ['one level of service control does not allow', {}, { ...ALLOWED, serviceControl: [[ALL], [NARROW]] }, 'implicitDeny'], ['a level of service control that denies', {}, { ...ALLOWED, serviceControl: [[ALL], [ALL, FORBIDDING]] }, 'explicitDeny'],
  ['service control binds what a resource\'s policy grants', {}, { resource: to({ AWS: session.arn }), serviceControl: [[NARROW]] }, 'implicitDeny'], ['service control binds root', { principal: root }, { serviceControl: [[NARROW]] }, 'implicitDeny'],
  ['service control binds no service', { principal: service }, { resource: to({ Service: service.service }), serviceControl: [[FORBIDDING]] }, 'allowed'], ['service control binds no service-linked role', { principal: linked }, { ...ALLOWED, serviceControl: [[NARROW]] }, 'allowed'],
  ['service control binds nobody in the management account', {}, { ...ALLOWED, serviceControl: [[FORBIDDING]], managementAccount: HERE }, 'allowed'], ['resource control that denies', {}, { ...ALLOWED, resourceControl: [[], [RCP]] }, 'explicitDeny'],
  ['resource control binds root', { principal: root }, { resourceControl: [[RCP]] }, 'explicitDeny'], ['resource control binds services', { principal: service }, { resource: to({ Service: service.service }), resourceControl: [[RCP]] }, 'explicitDeny'],
  ['resource control binds nobody', { principal: anonymous }, { resource: to('*'), resourceControl: [[RCP]] }, 'explicitDeny'], ['resource control binds callers of other accounts', { resourceAccount: THERE }, { ...ALLOWED, resource: to({ AWS: HERE }), resourceControl: [[RCP]] }, 'explicitDeny'],
  ['resource control binds no service-linked role', { principal: linked }, { ...ALLOWED, resourceControl: [[RCP]] }, 'allowed'], ['resource control binds no resource of the management account', {}, { ...ALLOWED, resourceControl: [[RCP]], managementAccount: HERE }, 'allowed'],
  ['resource control of the organization spares its own', {}, { ...ALLOWED, resourceControl: [[to('*', { Effect: 'Deny', Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })]] }, 'allowed'],
  ['resource control of the organization stops others', { principal: user }, { ...ALLOWED, resourceControl: [[to('*', { Effect: 'Deny', Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })]] }, 'explicitDeny'],
  ['a resource\'s policy for an organization', { resourceAccount: THERE }, { ...ALLOWED, resource: to('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }) }, 'allowed'],
  ['a resource\'s policy for a part of an organization', { resourceAccount: THERE }, { ...ALLOWED, resource: to('*', { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } } }) }, 'allowed'],
  ['a resource\'s policy for roles of a name', { resourceAccount: THERE }, { ...ALLOWED, resource: to({ AWS: HERE }, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/eng*' } } }) }, 'allowed'],
];

export const LAYERS: readonly Written[] = [...NAMED, ...USERS, ...EXCEPTED, ...LIMITS].map((row) => written(...row));
