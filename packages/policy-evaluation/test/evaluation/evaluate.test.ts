import * as fc from 'fast-check';
import type { Policy } from '../../src';
import { allow, decide, decision, deny, HERE, policy, read, ROLE, root, SESSION, session, THERE, USER, user } from './fixtures';

const grantTo = (principal: unknown, more: object = {}) => policy('bucket policy of data', { Action: 's3:GetObject', Resource: '*', Principal: principal, ...more });

describe('identity policies', () => {
  test('allow what they name and nothing else', () => {
    const identity = [policy('p', { Sid: 'Read', Action: 's3:Get*', Resource: 'arn:aws:s3:::data/*' })];
    expect(decide(read(), { identity })).toEqual({
      decision: 'allowed', layer: 'identity', decidedBy: { policy: 'p', statement: 'statement Read', index: 0, place: 'Statement[0]' }, reason: 'statement Read of p allows it',
    });
    expect(decision(read({ action: 's3:PutObject' }), { identity })).toBe('implicitDeny');
    expect(decision(read({ resource: 'arn:aws:s3:::other/x' }), { identity })).toBe('implicitDeny');
  });

  test('an implicit denial says what was asked', () => {
    expect(decide(read()).reason).toBe(`User: ${SESSION} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::data/file because no identity-based policy allows the s3:GetObject action (there is none)`);
    expect(decide(read(), { identity: [policy('a', { Action: 'x:y', Resource: '*' })] }).reason).toContain('(asked: a)');
  });

  test('NotAction and NotResource speak of everything else', () => {
    const identity = [policy('p', { NotAction: 'iam:*', NotResource: 'arn:aws:s3:::secret/*' })];
    expect([read(), read({ action: 'iam:PassRole' }), read({ resource: 'arn:aws:s3:::secret/x' })].map((request) => decision(request, { identity }))).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });

  test('an explicit deny wins, and is named', () => {
    expect(decide(read(), { identity: [allow('a'), deny('d')] })).toMatchObject({ decision: 'explicitDeny', decidedBy: { policy: 'd', statement: 'statement No' } });
    expect(decide(read(), { identity: [allow('a'), policy('d', { Effect: 'Deny', Action: '*', Resource: '*' })] }).decidedBy.statement).toBe('statement 1');
  });

  test('the account\'s root needs none, in its own account only', () => {
    expect(decision(read({ principal: root }))).toBe('allowed');
    expect(decision(read({ principal: root, resourceAccount: THERE }))).toBe('implicitDeny');
    expect(decision(read({ principal: { arn: `arn:aws:iam::${HERE}:user/x:root`, account: HERE } }))).toBe('implicitDeny');
  });
});

describe('resource policies within an account', () => {
  test.each([
    ['the session', { AWS: SESSION }, 'allowed'], ['the role', { AWS: ROLE }, 'allowed'], ['everyone', '*', 'allowed'], ['everyone of AWS', { AWS: '*' }, 'allowed'],
    ['the account, which only delegates', { AWS: `arn:aws:iam::${HERE}:root` }, 'implicitDeny'], ['the account by its number', { AWS: HERE }, 'implicitDeny'],
    ['another role', { AWS: `${ROLE}s` }, 'implicitDeny'], ['a service', { Service: 's3.amazonaws.com' }, 'implicitDeny'],
  ])('naming %s', (_, principal, expected) => {
    expect(decision(read(), { resource: grantTo(principal) })).toBe(expected);
  });

  test('an allow of either policy is enough', () => {
    expect(decision(read(), { identity: [allow('a')], resource: grantTo({ AWS: USER }) })).toBe('allowed');
  });

  test('a deny of the resource\'s policy counts for whom it names', () => {
    const identity = [allow('a')];
    expect(decision(read(), { identity, resource: deny('b', { Principal: { AWS: HERE } }) })).toBe('explicitDeny');
    expect(decision(read(), { identity, resource: deny('b', { Principal: { AWS: USER } }) })).toBe('allowed');
  });

  test('NotPrincipal with Deny spares whom it names together with their account, unless they have a boundary', () => {
    const resource = (...names: string[]) => deny('b', { NotPrincipal: { AWS: names } });
    const account = `arn:aws:iam::${HERE}:root`;
    expect(decision(read(), { identity: [allow('a')], resource: resource(ROLE, account) })).toBe('allowed');
    expect(decision(read(), { identity: [allow('a')], resource: resource(ROLE) })).toBe('explicitDeny');
    expect(decision(read(), { identity: [allow('a')], resource: resource(account) })).toBe('explicitDeny');
    expect(decision(read(), { identity: [allow('a')], boundary: allow('limit'), resource: resource(ROLE, account) })).toBe('explicitDeny');
    expect(decision(read({ principal: root }), { resource: resource(account) })).toBe('allowed');
  });
});

describe('across accounts', () => {
  const there = read({ resourceAccount: THERE });

  test.each([
    ['nobody allows', [], undefined, 'implicitDeny'], ['only identity', [allow('a')], undefined, 'implicitDeny'], ['only the resource', [], grantTo({ AWS: ROLE }), 'implicitDeny'],
    ['both, by role', [allow('a')], grantTo({ AWS: ROLE }), 'allowed'], ['both, by account', [allow('a')], grantTo({ AWS: `arn:aws:iam::${HERE}:root` }), 'allowed'],
    ['both, but another account', [allow('a')], grantTo({ AWS: THERE }), 'implicitDeny'],
  ])('%s', (_, identity, resource, expected) => {
    expect(decision(there, { identity, resource })).toBe(expected);
  });

  test('the side that is missing is named', () => {
    expect(decide(there, { identity: [allow('a')] }).decidedBy.policy).toBe('resource-based policy');
    expect(decide(there, { resource: grantTo({ AWS: ROLE }) }).decidedBy.policy).toBe('identity-based policy');
  });

  test('an account that is narrowed by aws:PrincipalArn lets in the named roles only', () => {
    const resource = grantTo({ AWS: HERE }, { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HERE}:role/eng*` } } });
    expect(decision(there, { identity: [allow('a')], resource })).toBe('allowed');
    const other = { ...there, principal: { ...session, roleArn: `arn:aws:iam::${HERE}:role/sales` } };
    expect(decide(other, { identity: [allow('a')], resource }).reason).toContain('but for ArnLike aws:PrincipalArn');
  });

  test('the other account\'s root needs the resource\'s policy', () => {
    expect(decision({ ...there, principal: root }, { resource: grantTo({ AWS: HERE }) })).toBe('allowed');
  });
});

describe('limits', () => {
  const identity = [allow('a')];
  const narrow = policy('limit', { Action: 'sqs:*', Resource: '*' });

  test.each(['boundary', 'session'] as const)('a %s allows nothing by itself', (kind) => {
    expect(decision(read(), kind === 'boundary' ? { boundary: allow('limit') } : { session: [allow('limit')] })).toBe('implicitDeny');
  });

  test('what identity policies allow must be allowed by boundary, session and every level of service control', () => {
    expect(decide(read(), { identity, boundary: narrow }).decidedBy.policy).toBe('permissions boundary');
    expect(decide(read(), { identity, session: [narrow] }).decidedBy.policy).toBe('session policy');
    expect(decide(read(), { identity, serviceControl: [[allow('root')], [narrow]] }).decidedBy.policy).toBe('service control policy of level 2');
    expect(decision(read(), { identity, boundary: allow('b'), session: [narrow, allow('s')], serviceControl: [[allow('root')], [narrow, allow('ou')]] })).toBe('allowed');
  });

  test.each(['boundary', 'session'] as const)('a %s does not bind what the resource grants to the session itself, but binds what it grants to the role', (kind) => {
    const limit = kind === 'boundary' ? { boundary: narrow } : { session: [narrow] };
    expect(decision(read(), { ...limit, resource: grantTo({ AWS: SESSION }) })).toBe('allowed');
    expect(decision(read(), { ...limit, resource: grantTo({ AWS: ROLE }) })).toBe('implicitDeny');
    expect(decision(read({ principal: user }), { ...limit, resource: grantTo({ AWS: USER }) })).toBe('allowed');
    expect(decision(read({ resourceAccount: THERE }), { ...limit, identity, resource: grantTo({ AWS: SESSION }) })).toBe('implicitDeny');
  });

  test.each(['boundary', 'session', 'serviceControl'] as const)('a deny in %s wins', (kind) => {
    const forbidding = deny('d');
    const limit = { boundary: forbidding, session: [forbidding], serviceControl: [[forbidding]] }[kind];
    expect(decision(read(), { identity, resource: grantTo({ AWS: SESSION }), [kind]: limit })).toBe('explicitDeny');
  });

  test('service control binds the account\'s root too', () => {
    expect(decision(read({ principal: root }), { serviceControl: [[narrow]] })).toBe('implicitDeny');
  });
});

describe('services', () => {
  const lambda = { arn: 'lambda.amazonaws.com', account: '', service: 'lambda.amazonaws.com' };
  const byService = read({ principal: lambda, context: { 'aws:SourceAccount': HERE } });

  test('are let in by resource policies only', () => {
    expect(decision(byService, { identity: [allow('a')] })).toBe('implicitDeny');
    expect(decision(byService, { resource: grantTo({ Service: ['s3.amazonaws.com', 'lambda.amazonaws.com'] }) })).toBe('allowed');
    expect(decision(byService, { resource: grantTo({ Service: 's3.amazonaws.com' }) })).toBe('implicitDeny');
  });

  test('conditions on the source hold or not', () => {
    const from = (account: string) => grantTo({ Service: 'lambda.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': account } } });
    expect([decision(byService, { resource: from(HERE) }), decision(byService, { resource: from(THERE) })]).toEqual(['allowed', 'implicitDeny']);
  });
});

describe('role trust policies', () => {
  const assume = read({ action: 'sts:AssumeRole', resource: `arn:aws:iam::${HERE}:role/target` });
  const trust = (principal: unknown) => policy('trust policy of target', { Action: 'sts:AssumeRole', Principal: principal });
  const under = (principal: unknown, identity: Policy[] = [], request = assume) => decision(request, { identity, resource: trust(principal), resourcePolicyIsRequired: 'trust' });

  test('are always needed', () => {
    expect(under({ Service: 'lambda.amazonaws.com' }, [allow('a')])).toBe('implicitDeny');
    expect(decision(assume, { identity: [allow('a')], resourcePolicyIsRequired: 'trust' })).toBe('implicitDeny');
  });

  test('naming the role itself is enough in the account; naming the account delegates', () => {
    expect([under({ AWS: ROLE }), under({ AWS: HERE }), under({ AWS: HERE }, [allow('a')])]).toEqual(['allowed', 'implicitDeny', 'allowed']);
  });

  test('across accounts the caller\'s own policies are needed as well', () => {
    const across = { ...assume, resource: `arn:aws:iam::${THERE}:role/target`, resourceAccount: THERE };
    expect([under({ AWS: ROLE }, [], across), under({ AWS: ROLE }, [allow('a')], across)]).toEqual(['implicitDeny', 'allowed']);
  });
});

describe('key policies', () => {
  const decrypt = read({ action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${HERE}:key/k` });
  const key = (...principals: unknown[]) => policy('key policy of k', ...principals.map((Principal) => ({ Action: 'kms:*', Resource: '*', Principal })));
  const under = (resource: Policy | undefined, identity: Policy[]) => decision(decrypt, { identity, resource, resourcePolicyIsRequired: 'key' });

  test('identity policies count only where the key policy delegates to the account', () => {
    expect(under(key({ AWS: `arn:aws:iam::${HERE}:root` }), [allow('a')])).toBe('allowed');
    expect(under(key({ AWS: `arn:aws:iam::${HERE}:root` }), [])).toBe('implicitDeny');
    expect(under(key({ AWS: USER }), [allow('a')])).toBe('implicitDeny');
    expect(under(undefined, [allow('a')])).toBe('implicitDeny');
  });

  test('a role that the key policy names needs no identity policy', () => {
    expect(under(key({ AWS: ROLE }), [])).toBe('allowed');
  });

  test('even the root user needs the key policy', () => {
    expect(decision({ ...decrypt, principal: root }, { resource: key({ AWS: ROLE }), resourcePolicyIsRequired: 'key' })).toBe('implicitDeny');
  });
});

describe('whatever the policies are', () => {
  const action = fc.constantFrom('*', 's3:*', 's3:GetObject', 's3:PutObject', 'sqs:*');
  const resource = fc.constantFrom('*', 'arn:aws:s3:::data/*', 'arn:aws:s3:::other/*');
  const principal = fc.constantFrom<unknown>('*', { AWS: SESSION }, { AWS: ROLE }, { AWS: HERE }, { AWS: THERE }, { Service: 'lambda.amazonaws.com' });
  const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: action, Resource: resource });
  const identityPolicy = fc.array(statement, { maxLength: 3 }).map((statements) => policy('p', ...statements));
  const resourcePolicy = fc.array(fc.tuple(statement, principal).map(([one, Principal]) => ({ ...one, Principal })), { maxLength: 3 }).map((statements) => policy('r', ...statements));
  const set = fc.record({
    identity: fc.array(identityPolicy, { maxLength: 2 }), boundary: fc.option(identityPolicy, { nil: undefined }), session: fc.option(fc.array(identityPolicy, { maxLength: 2 }), { nil: undefined }),
    resource: fc.option(resourcePolicy, { nil: undefined }), resourcePolicyIsRequired: fc.constantFrom(undefined, 'trust' as const, 'key' as const),
  });
  const request = fc.constantFrom(read(), read({ resourceAccount: THERE }), read({ principal: user }), read({ principal: root }));

  test('a deny of everything denies', () => {
    fc.assert(fc.property(set, request, (policies, asked) => {
      expect(decision(asked, { ...policies, identity: [...policies.identity, deny('d')] })).toBe('explicitDeny');
    }));
  });

  test('another deny never allows, another limit never allows', () => {
    fc.assert(fc.property(set, request, identityPolicy, (policies, asked, more) => {
      const before = decision(asked, policies);
      const denies = { ...more, statements: more.statements.filter(({ Effect }) => Effect === 'Deny') };
      const after = [decision(asked, { ...policies, identity: [...policies.identity, denies] }), decision(asked, { ...policies, serviceControl: [[more]] })];
      expect(after.filter((one) => one === 'allowed')).toHaveLength(before === 'allowed' ? after.filter((one) => one === 'allowed').length : 0);
    }));
  });

  test('nothing is allowed when no policy has an allow, but to root', () => {
    fc.assert(fc.property(set, fc.constantFrom(read(), read({ resourceAccount: THERE })), (policies, asked) => {
      const without = (one: Policy): Policy => ({ ...one, statements: one.statements.filter(({ Effect }) => Effect === 'Deny') });
      const none = { ...policies, identity: policies.identity.map(without), resource: policies.resource && without(policies.resource) };
      expect(decision(asked, none)).not.toBe('allowed');
    }));
  });

  test('across accounts nothing is allowed that the same policies deny within', () => {
    fc.assert(fc.property(set, (policies) => {
      const across = decision(read({ resourceAccount: THERE }), policies);
      if (across === 'allowed') expect(decision(read(), policies)).toBe('allowed');
      else expect(across).toMatch(/Deny$/);
    }));
  });

  test('the order of policies changes nothing', () => {
    fc.assert(fc.property(set, request, (policies, asked) => {
      expect(decision(asked, { ...policies, identity: [...policies.identity].reverse() })).toBe(decision(asked, policies));
    }));
  });
});
