import { explain, type Policy, type PolicySet, readPolicy } from '../../src';
import { allow, decide, deny, HERE, policy, read, ROLE, root, SESSION, session, THERE } from './fixtures';

const STARTS = `User: ${SESSION} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::data/file`;
const narrow = policy('limit', { Action: 'sqs:*', Resource: '*' });
const open = (name: string) => allow(name, { Principal: '*' });
const assuming = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${HERE}:role/target` };
const decrypting = { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${HERE}:key/k` };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
describe('denials are worded as AWS words them', () => {
  const identity = [allow('a')];

  test.each<[string, Partial<PolicySet>, string]>([
    ['identity', { identity: [deny('d')] }, 'with an explicit deny in an identity-based policy (statement No of d denies it)'],
    ['boundary', { identity, boundary: deny('d') }, 'with an explicit deny in a permissions boundary (statement No of d denies it)'],
    ['session', { identity, session: [deny('d')] }, 'with an explicit deny in a session policy (statement No of d denies it)'],
    ['resource', { identity, resource: deny('d', { Principal: '*' }) }, 'with an explicit deny in a resource-based policy (statement No of d denies it)'],
    ['serviceControl', { identity, serviceControl: [[deny('d')]] }, 'with an explicit deny in a service control policy (statement No of d denies it)'],
    ['resourceControl', { identity, resourceControl: [[deny('d', { Principal: '*' })]] }, 'with an explicit deny in a resource control policy (statement No of d denies it)'],
    ['endpoint', { identity, endpoint: [deny('d', { Principal: '*' })] }, 'with an explicit deny in a VPC endpoint policy (statement No of d denies it)'],
  ])('by %s, explicitly', (layer, policies, expected) => {
    expect(decide(read(), policies)).toEqual({ decision: 'explicitDeny', layer, decidedBy: { policy: 'd', statement: 'statement No', index: 0, place: 'Statement[0]' }, reason: `${STARTS} ${expected}` });
  });

  test.each<[string, Partial<PolicySet>, string]>([
    ['identity', {}, 'because no identity-based policy allows the s3:GetObject action (there is none)'],
    ['boundary', { identity, boundary: narrow }, 'because no permissions boundary allows the s3:GetObject action (asked: limit)'],
    ['session', { identity, session: [narrow] }, 'because no session policy allows the s3:GetObject action (asked: limit)'],
    ['serviceControl', { identity, serviceControl: [[allow('root')], [narrow, narrow]] }, 'because no service control policy allows the s3:GetObject action (asked: limit, limit of level 2)'],
    ['endpoint', { identity, endpoint: [policy('limit', { Action: 'sqs:*', Resource: '*', Principal: '*' })] }, 'because no VPC endpoint policy allows the s3:GetObject action (asked: limit)'],
  ])('by %s, implicitly', (layer, policies, expected) => {
    expect(decide(read(), policies)).toMatchObject({ decision: 'implicitDeny', layer, reason: `${STARTS} ${expected}` });
  });

  test('by a resource\'s, a role\'s and a key\'s policy', () => {
    expect(decide(read({ resourceAccount: THERE }), { identity })).toMatchObject({ layer: 'resource', reason: expect.stringContaining('because no resource-based policy allows the s3:GetObject action') });
    expect(decide(read(assuming), { identity, resourcePolicyIsRequired: 'trust' })).toMatchObject({ layer: 'trust', reason: expect.stringContaining('because no role trust policy allows the sts:AssumeRole action') });
    expect(decide(read(assuming), { identity, resourcePolicyIsRequired: 'trust', resource: deny('t', { Principal: '*' }) })).toMatchObject({ layer: 'trust', reason: expect.stringContaining('with an explicit deny in the role trust policy') });
    expect(decide(read(decrypting), { identity, resourcePolicyIsRequired: 'key' })).toMatchObject({ layer: 'key', reason: expect.stringContaining('because no resource-based policy allows the kms:Decrypt action') });
  });
});

/** https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns */
describe('the ARN of the policy that denies', () => {
  const arn = `arn:aws:iam::${HERE}:policy/limit`;
  const policies = { identity: [{ ...deny('d'), arn }] };
  const ours = { id: 'o-a1b2c3d4e5' };

  test('is told within the account, and beside the statement', () => {
    expect(decide(read(), policies)).toMatchObject({ decidedBy: { arn }, reason: `${STARTS} with an explicit deny in an identity-based policy: ${arn} (statement No of d denies it)` });
  });

  test.each<[string, object, boolean]>([
    ['within the organization', { principal: { ...session, organization: ours }, resourceOrganization: ours }, true],
    ['to nobody outside of both', { principal: { ...session, organization: ours }, resourceOrganization: { id: 'o-ffffffffff' } }, false],
    ['to nobody outside of the account where there is no organization', {}, false],
  ])('is told %s', (_, more, isTold) => {
    expect(decide(read({ resourceAccount: THERE, ...more }), policies).reason.includes(arn)).toBe(isTold);
  });

  test('is read with the policy', () => {
    expect(readPolicy('limit', { Statement: [] }, { arn })).toMatchObject({ arn });
  });
});

describe('what decided is named', () => {
  test.each<[string, string, Partial<PolicySet>, object]>([
    ['identity', 'identity', { identity: [allow('a')] }, {}], ['identity before the resource', 'identity', { identity: [allow('a')], resource: allow('r', { Principal: { AWS: ROLE } }) }, {}],
    ['the resource, which names the session', 'resource', { identity: [allow('a')], resource: allow('r', { Principal: { AWS: SESSION } }) }, {}], ['the resource in another account', 'resource', { identity: [allow('a')], resource: open('r') }, { resourceAccount: THERE }],
    ['trust', 'trust', { identity: [allow('a')], resource: allow('t', { Principal: { AWS: HERE } }), resourcePolicyIsRequired: 'trust' }, assuming],
    ['key', 'key', { resource: allow('k', { Principal: { AWS: ROLE } }), resourcePolicyIsRequired: 'key' }, decrypting],
    ['grant', 'grant', { keyGrants: [{ name: 'g', granteePrincipal: ROLE, operations: ['Decrypt'] }], resourcePolicyIsRequired: 'key' }, decrypting], ['root', 'root', {}, { principal: root }],
  ])('%s', (_, layer, policies, request) => {
    expect(decide(read(request), policies)).toMatchObject({ decision: 'allowed', layer });
  });

  test('a statement without a name by its number, with its place in the file that it was read from', () => {
    const source = { file: 'cdk.out/Team.template.json', path: 'Resources.Role.Properties.Policies[0].PolicyDocument' };
    const made = readPolicy('inline policy', { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: 's3:*', Resource: '*' }] }, { source });
    const { decidedBy, reason } = decide(read(), { identity: [made] });
    const place = 'cdk.out/Team.template.json Resources.Role.Properties.Policies[0].PolicyDocument.Statement[1]';
    expect(decidedBy).toEqual({ policy: 'inline policy', statement: 'statement 2', index: 1, place });
    expect(reason).toContain(`(statement 2 of inline policy at ${place} denies it)`);
  });
});

describe('explain', () => {
  const policies = (more: Partial<PolicySet> = {}): PolicySet => ({ identity: [], ...more });

  test('decides as evaluate does, and tells what each layer said in the order in which IAM asks', () => {
    const nearly: Policy = allow('team policy', { Sid: 'Own', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'credit' } } });
    const { trace, ...decision } = explain(read(), policies({ identity: [nearly], boundary: narrow, resource: open('r'), serviceControl: [[allow('s1')], [allow('s2')]], resourceControl: [[]], endpoint: [open('e')] }));
    expect(decision).toEqual(decide(read(), { identity: [nearly], boundary: narrow, resource: open('r') }));
    expect(trace).toEqual([
      { layer: 'resourceControl', level: 1, policies: [], said: 'nothing' },
      { layer: 'serviceControl', level: 1, policies: ['s1'], said: 'allow', by: { policy: 's1', statement: 'statement 1', index: 0, place: 'Statement[0]' } },
      { layer: 'serviceControl', level: 2, policies: ['s2'], said: 'allow', by: { policy: 's2', statement: 'statement 1', index: 0, place: 'Statement[0]' } },
      { layer: 'endpoint', policies: ['e'], said: 'allow', by: { policy: 'e', statement: 'statement 1', index: 0, place: 'Statement[0]' } },
      { layer: 'resource', policies: ['r'], said: 'allow', by: { policy: 'r', statement: 'statement 1', index: 0, place: 'Statement[0]' } },
      { layer: 'identity', policies: ['team policy'], said: 'nothing', by: { policy: 'team policy', statement: 'statement Own', index: 0, place: 'Statement[0]' }, missing: 'StringEquals aws:PrincipalTag/team credit: the request has no such key' },
      { layer: 'boundary', policies: ['limit'], said: 'nothing' },
    ]);
  });

  test('a layer that denies is told so, whatever it allows beside', () => {
    const { trace } = explain(read({ principal: { ...session } }), policies({ identity: [allow('a'), deny('d')] }));
    expect(trace.find(({ layer }) => layer === 'identity')).toMatchObject({ said: 'deny', by: { policy: 'd' } });
  });
});
