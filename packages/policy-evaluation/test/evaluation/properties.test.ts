import * as fc from 'fast-check';
import { type AccessRequest, evaluate, type KeyGrant, type Policy, PolicyDocumentError, type PolicySet, readPolicy, type RequestContext } from '../../src';
import { allow, decision, deny, HERE, policy, read, ROLE, root, SESSION, session, THERE, USER, user } from './fixtures';

const FEDERATED = { arn: `arn:aws:sts::${HERE}:federated-user/eve`, account: HERE, userArn: USER };
const SERVICE = { arn: 'lambda.amazonaws.com', account: '', service: 'lambda.amazonaws.com' };
const KEY = { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${HERE}:key/k` };

const action = fc.constantFrom('*', 's3:*', 's3:GetObject', 's3:PutObject', 'kms:*', 'sqs:*');
const resource = fc.constantFrom('*', 'arn:aws:s3:::data/*', 'arn:aws:s3:::other/*', 'arn:aws:s3:::${aws:PrincipalTag/team, \'data\'}/*');
const principal = fc.constantFrom<unknown>('*', { AWS: SESSION }, { AWS: ROLE }, { AWS: HERE }, { AWS: THERE }, { AWS: USER }, { Service: SERVICE.service });
const condition = fc.constantFrom<object>({}, {}, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'credit' } } }, { Condition: { 'ForAllValues:StringLike': { 'aws:TagKeys': 'a*' } } });
const spoken = fc.oneof(fc.record({ Action: action, Resource: resource }), fc.record({ NotAction: action, Resource: resource }), fc.record({ Action: action, NotResource: resource }));
const statement = fc.tuple(fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'), spoken, condition).map(([Effect, parts, more]) => ({ Effect, ...parts, ...more }));
const naming = fc.tuple(statement, principal).map(([one, Principal]) => ({ ...one, Principal }));
const own = fc.array(statement, { maxLength: 3 }).map((statements) => policy('p', ...statements));
const ofResource = fc.array(naming, { maxLength: 3 }).map((statements) => policy('r', ...statements));
/** Seldom: with every limit at once hardly anything is allowed. */
const maybe = <T>(one: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });
const grants = fc.array(fc.record<KeyGrant>({ name: fc.constant('g'), granteePrincipal: fc.constantFrom(ROLE, SESSION, USER, `arn:aws:iam::${HERE}:root`), operations: fc.constantFrom(['Decrypt'], ['Encrypt']) }), { maxLength: 2 });

const sets: fc.Arbitrary<PolicySet> = fc.record({
  identity: fc.array(own, { maxLength: 2 }), boundary: maybe(own), session: maybe(fc.array(own, { maxLength: 2 })), resource: fc.option(ofResource, { nil: undefined }), serviceControl: maybe(fc.array(fc.array(own, { maxLength: 2 }), { maxLength: 2 })),
  resourceControl: maybe(fc.array(fc.array(ofResource, { maxLength: 2 }), { maxLength: 2 })), endpoint: maybe(fc.array(ofResource, { maxLength: 2 })), keyGrants: maybe(grants), resourcePolicyIsRequired: fc.constantFrom(undefined, undefined, 'trust' as const, 'key' as const),
});
const requests = fc.tuple(fc.constantFrom(session, user, root, FEDERATED, SERVICE), fc.constantFrom(HERE, THERE), fc.constantFrom({}, KEY), fc.constantFrom<RequestContext>({}, { 'aws:SecureTransport': 'true' }, { 'aws:TagKeys': ['a', 'b'] }))
  .map(([who, resourceAccount, more, context]) => read({ principal: who, resourceAccount, context, ...more }));

const RUNS = { numRuns: 1500 };
const KINDS = ['identity', 'boundary', 'session', 'resource', 'serviceControl', 'resourceControl', 'endpoint'] as const;

/** The same policies with some more statements in one kind of them. */
function extended(set: PolicySet, kind: typeof KINDS[number], more: Policy): PolicySet {
  const plus = (one: Policy | undefined): Policy => ({ name: 'plus', version: '2012-10-17', statements: [...(one?.statements ?? []), ...more.statements] });
  switch (kind) {
    case 'boundary': case 'resource': return { ...set, [kind]: plus(set[kind]) };
    case 'serviceControl': case 'resourceControl': return { ...set, [kind]: (set[kind]?.length ? set[kind] : [[]]).map((level) => [...level, more]) };
    default: return { ...set, [kind]: [...(set[kind] ?? []), more] };
  }
}

test('more allows never turn an allow into a denial', () => {
  let seen = 0;
  fc.assert(fc.property(sets, requests, fc.constantFrom(...KINDS), naming, (some, request, kind, one) => {
    const set = { ...some, identity: [...some.identity, allow('everything')] };
    // a limit that was not there would be no allow more
    const isThere = kind === 'identity' || kind === 'resource' || [set[kind] ?? []].flat().length > 0;
    if (!isThere || decision(request, set) !== 'allowed') return;
    seen++;
    expect(decision(request, extended(set, kind, policy('more', { ...one, Effect: 'Allow' })))).toBe('allowed');
  }), RUNS);
  expect(seen).toBeGreaterThan(40);
});

test('a deny always wins, wherever it stands and whatever allows', () => {
  fc.assert(fc.property(sets, fc.constantFrom(read(), read(KEY), read({ resourceAccount: THERE }), read({ principal: user }), read({ principal: root })), fc.constantFrom(...KINDS), (set, request, kind) => {
    expect(decision(request, extended(set, kind, deny('no', kind === 'identity' ? {} : { Principal: '*' })))).toBe('explicitDeny');
  }), RUNS);
});

test('another limit never grants', () => {
  let granted = 0;
  fc.assert(fc.property(sets, requests, own, ofResource, (set, request, limit, limitOfResource) => {
    const { boundary, serviceControl = [], resourceControl = [], endpoint, session: given } = set;
    const limited: PolicySet[] = [
      { ...set, serviceControl: [...serviceControl, [limit]] }, { ...set, resourceControl: [...resourceControl, [limitOfResource]] },
      ...(boundary ? [] : [{ ...set, boundary: limit }]), ...(endpoint ? [] : [{ ...set, endpoint: [limitOfResource] }]),
      // a session of GetFederationToken without a session policy may do nothing: it is its grant
      ...(given && given.length > 0 || request.principal.userArn ? [] : [{ ...set, session: [limit] }]),
    ];
    const before = decision(request, set);
    if (before === 'allowed') granted++;
    else for (const one of limited) expect(decision(request, one)).not.toBe('allowed');
  }), RUNS);
  expect(granted).toBeGreaterThan(30);
});

test('the order of policies and statements changes no decision', () => {
  fc.assert(fc.property(sets, requests, (set, request) => {
    const turned = (one: Policy): Policy => ({ ...one, statements: [...one.statements].reverse() });
    const other = { ...set, identity: [...set.identity].reverse().map(turned), resource: set.resource && turned(set.resource), session: set.session && [...set.session].reverse(), keyGrants: set.keyGrants && [...set.keyGrants].reverse() };
    expect(decision(request, other)).toBe(decision(request, set));
  }), RUNS);
});

describe('what is no policy', () => {
  const junk = fc.anything({ withBigInt: false, withDate: false, withMap: false, withSet: false, withTypedArray: false, withSparseArray: false });
  const good = { Effect: 'Allow', Action: '*', Resource: '*' };
  const outcome = (document: unknown, request: AccessRequest = read()): string => {
    try {
      return evaluate(request, { identity: [readPolicy('p', document as object)] }).decision;
    } catch (error) {
      if (error instanceof PolicyDocumentError) return 'error';
      throw error;
    }
  };

  test('whatever it is, is an error or allows nothing', () => {
    fc.assert(fc.property(junk, (document) => {
      expect(['error', 'implicitDeny']).toContain(outcome(document));
    }), RUNS);
  });

  test('any text is an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(outcome(text)).toBe('error');
    }), RUNS);
    const whole = JSON.stringify({ Version: '2012-10-17', Statement: [good] });
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (end) => {
      expect(outcome(whole.slice(0, end))).toBe('error');
    }));
  });

  test('a statement with any part of it replaced is an error, or does not allow more than it says', () => {
    const parts = ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition', 'Other', 'Version', 'Statement'];
    fc.assert(fc.property(fc.constantFrom(...parts), junk, (part, value) => {
      const isPart = ['Version', 'Statement'].includes(part);
      const found = outcome(isPart ? { Version: '2012-10-17', Statement: [good], [part]: value } : { Version: '2012-10-17', Statement: [{ ...good, [part]: value }] });
      // what is undefined is left out; a condition without operators asks for nothing, and only a list of nothing names nobody
      const isHarmless = value === undefined || JSON.stringify(value) === undefined || ['Condition', 'Principal'].includes(part);
      if (!isHarmless) expect(['error', 'implicitDeny', ...(part === 'Effect' ? ['explicitDeny'] : [])]).toContain(found);
    }), RUNS);
  });

  test('conditions of any shape never crash, and hold only where they are well written', () => {
    const shaped = fc.dictionary(fc.constantFrom('StringEquals', 'Bool', 'IpAddress', 'NumericEquals', 'Null', 'ForAllValues:ArnLike', 'Nonsense'), fc.oneof(junk, fc.dictionary(fc.string(), junk)), { minKeys: 1 });
    fc.assert(fc.property(shaped, (Condition) => {
      const found = outcome({ Version: '2012-10-17', Statement: [{ ...good, Condition }] });
      expect(['error', 'implicitDeny', 'allowed']).toContain(found);
      if ('Nonsense' in Condition) expect(found).toBe('error');
    }), RUNS);
  });

  test('requests of any text never crash, and a policy for one object allows nothing else', () => {
    const narrow = policy('p', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/file', Condition: { StringLike: { 'aws:PrincipalArn': '*role/engineer' } } });
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))), (name, arn, who, context) => {
      expect(decision(read({ action: name, resource: arn, context }), { identity: [narrow] })).toBe('implicitDeny');
      expect(decision({ principal: { arn: who, account: HERE }, action: 's3:GetObject', resource: 'arn:aws:s3:::data/file', context }, { identity: [narrow] })).toBe('implicitDeny');
    }), RUNS);
  });

  test('a policy that was made by hand is held to the same rules', () => {
    const made = { name: 'p', statements: [{ Effect: 'Alow', Action: '*', Resource: '*' }] } as unknown as Policy;
    expect(() => evaluate(read(), { identity: [made] })).toThrow('p: 1 problem(s)\n  Statement[0].Effect is "Alow": it must be "Allow" or "Deny"');
    expect(() => evaluate(read(), { identity: [allow('a')], boundary: made })).toThrow(PolicyDocumentError);
  });
});
