import * as fc from 'fast-check';
import { readOperator } from '../../src/evaluation/operators';
import { allow, decide, decision, policy, read, session } from './fixtures';

/** Whether a condition holds for the values of a request. */
function holds(operator: string, wanted: unknown, given?: string | readonly string[], key = 'test:key'): boolean {
  const identity = [allow('p', { Condition: { [operator]: { [key]: wanted } } })];
  return decision(read({ context: given === undefined ? {} : { 'Test:Key': given } }), { identity }) === 'allowed';
}

describe('condition operators', () => {
  test.each([
    ['StringEquals', 'a', 'a', true], ['StringEquals', 'a', 'A', false], ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', 'a', 'b', true], ['StringNotEquals', 'a', 'a', false],
    ['StringEqualsIgnoreCase', 'a', 'A', true], ['StringNotEqualsIgnoreCase', 'a', 'A', false],
    ['StringLike', 'a*', 'abc', true], ['StringLike', 'a?', 'abc', false], ['StringNotLike', 'a*', 'abc', false], ['stringlike', 'a*', 'abc', true],
    ['NumericEquals', '10', '10.0', true], ['NumericNotEquals', '10', '10.0', false], ['NumericLessThan', 10, '9', true], ['NumericLessThan', 10, '10', false],
    ['NumericLessThanEquals', 10, '10', true], ['NumericGreaterThan', 10, '11', true], ['NumericGreaterThanEquals', 10, '9', false], ['NumericEquals', '0', '', false],
    ['DateEquals', '2026-11-24T00:00:00Z', '2026-11-24', true], ['DateNotEquals', '2026-11-24', '2026-11-24', false],
    ['DateLessThan', '2026-11-24T12:00:00Z', '2026-11-24T11:59:59Z', true], ['DateLessThanEquals', '1700000000', '2023-11-14T22:13:20Z', true],
    ['DateGreaterThan', '2026-11-24', '2026-11-25', true], ['DateGreaterThanEquals', '2026-11-24', '2026-11-23', false],
    ['Bool', 'true', 'True', true], ['Bool', true, 'true', true], ['Bool', false, 'true', false],
    ['BinaryEquals', 'QQ==', 'QQ==', true], ['BinaryEquals', 'QQ==', 'qq==', false],
    ['IpAddress', '10.0.0.0/8', '10.1.2.3', true], ['IpAddress', '10.0.0.0/8', '11.1.2.3', false], ['IpAddress', '10.0.0.1', '10.0.0.1', true],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true], ['IpAddress', '2001:db8::/32', '2001:db9::1', false], ['NotIpAddress', '10.0.0.0/8', '10.1.2.3', false],
    ['ArnEquals', 'arn:aws:iam::*:role/a', 'arn:aws:iam::111111111111:role/a', true], ['ArnLike', 'arn:aws:iam::*:role/a-*', 'arn:aws:iam::111111111111:role/a-b', true],
    ['ArnNotEquals', 'arn:aws:iam::*:role/a', 'arn:aws:iam::111111111111:role/a', false], ['ArnNotLike', 'arn:aws:iam::*:role/a', 'arn:aws:iam::111111111111:role/b', true],
    ['Null', 'true', 'x', false], ['Null', 'false', 'x', true], ['Null', false, 'x', true],
  ])('%s %j on %j: %s', (operator, wanted, given, expected) => {
    expect(holds(operator, wanted, given)).toBe(expected);
  });

  test('one of several wanted values is enough; a negated operator wants none of them', () => {
    expect([holds('StringEquals', ['a', 'b'], 'b'), holds('StringNotEquals', ['a', 'b'], 'b'), holds('StringNotEquals', ['a', 'b'], 'c')]).toEqual([true, false, true]);
  });

  test('every key and every operator must hold', () => {
    const identity = [allow('p', { Condition: { StringEquals: { 'x:a': '1', 'x:b': '2' }, Bool: { 'x:c': 'true' } } })];
    const with3 = (context: Record<string, string>) => decision(read({ context }), { identity });
    expect(with3({ 'x:a': '1', 'x:b': '2', 'x:c': 'true' })).toBe('allowed');
    for (const missing of ['x:a', 'x:b', 'x:c']) expect(with3({ 'x:a': '1', 'x:b': '2', 'x:c': 'true', [missing]: 'other' })).toBe('implicitDeny');
  });
});

describe('keys that a request does not have', () => {
  test.each([
    ['StringEquals', 'a', false], ['StringNotEquals', 'a', true], ['StringEqualsIfExists', 'a', true], ['StringNotEqualsIfExists', 'a', true], ['Null', 'true', true], ['Null', 'false', false],
    ['ForAllValues:StringEquals', 'a', true], ['ForAnyValue:StringEquals', 'a', false], ['ForAnyValue:StringNotEquals', 'a', false], ['Bool', 'false', false], ['ArnLike', '*', false],
  ])('%s %j: %s', (operator, wanted, expected) => {
    expect(holds(operator, wanted)).toBe(expected);
  });

  test('IfExists asks for the value where there is one', () => {
    expect([holds('StringEqualsIfExists', 'a', 'a'), holds('StringEqualsIfExists', 'a', 'b')]).toEqual([true, false]);
  });
});

describe('keys with several values', () => {
  test.each([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true], ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true], ['ForAnyValue:StringEquals', ['a'], ['c'], false],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], true], ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], true], ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
    ['ForAllValues:StringLikeIfExists', ['team-*'], ['team-a'], true], ['ForAllValues:StringEquals', ['a'], [], true], ['ForAnyValue:StringEquals', ['a'], [], false],
    ['Null', 'true', [], true], ['Null', 'false', ['a', 'b'], true],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html: several values need a set operator
    ['StringEquals', ['a', 'b'], ['a', 'b'], false], ['StringNotEquals', ['c'], ['a', 'b'], false], ['StringEquals', ['a'], ['a'], true],
  ])('%s %j on %j: %s', (operator, wanted, given, expected) => {
    expect(holds(operator, wanted, given)).toBe(expected);
  });
});

describe('an operator and its negation', () => {
  const fit = [['StringEquals', 'StringNotEquals'], ['StringLike', 'StringNotLike'], ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase']];
  const wanted = fc.array(fc.stringMatching(/^[a-c:*?1-3]*$/), { minLength: 1 });
  const given = fc.stringMatching(/^[a-c:1-3]*$/);

  test('never agree on one text', () => {
    fc.assert(fc.property(fc.constantFrom(...fit), wanted, given, ([positive, negative], values, value) => {
      expect(holds(positive, values, value)).toBe(!holds(negative, values, value));
    }));
  });

  test('never both hold, on no ARN and no number either', () => {
    fc.assert(fc.property(wanted, given, (values, value) => {
      expect(holds('ArnLike', values, value) && holds('ArnNotLike', values, value)).toBe(false);
    }));
    fc.assert(fc.property(fc.integer(), given, (number, value) => {
      expect(holds('NumericEquals', number, value)).toBe(value === '' || !/^\d+$/.test(value) ? false : !holds('NumericNotEquals', number, value));
    }));
  });

  test.each([
    ['NumericNotEquals', '10', 'ten'], ['DateNotEquals', '2026-11-24', 'today'], ['NotIpAddress', '10.0.0.0/8', 'here'], ['ArnNotLike', 'arn:aws:iam::*:role/a', 'role/b'],
  ])('%s %j does not hold on %j, which is nothing that it compares', (operator, value, other) => {
    expect(holds(operator, value, other)).toBe(false);
  });
});

test.each(['StringMatches', 'ForAllValues:Null', 'NullIfExists', 'ForSome:StringEquals', ''])('%j is no operator', (operator) => {
  expect(readOperator(operator)).toBeUndefined();
});

describe('policy variables', () => {
  const tagged = { ...session, tags: { team: 'credit', star: '*' } };
  const resource = (pattern: string, principal = tagged) => decision(read({ principal, resource: 'arn:aws:s3:::data/credit/x' }), { identity: [policy('p', { Action: '*', Resource: pattern })] });

  test('are replaced by the request\'s values', () => {
    expect([resource('arn:aws:s3:::data/${aws:PrincipalTag/team}/*'), resource('arn:aws:s3:::data/${AWS:principaltag/TEAM}/*')]).toEqual(['allowed', 'allowed']);
  });

  test('without a value match nothing, unless there is a default', () => {
    expect([resource('arn:aws:s3:::data/${aws:PrincipalTag/none}/*'), resource('arn:aws:s3:::data/${aws:PrincipalTag/none, \'credit\'}/*')]).toEqual(['implicitDeny', 'allowed']);
  });

  const condition = (operator: string, wanted: unknown, given?: string) =>
    decision(read({ principal: tagged, context: given === undefined ? {} : { 'x:y': given } }), { identity: [allow('p', { Condition: { [operator]: { 'x:y': wanted } } })] });

  test('without a value make a negated condition fail, and NotResource say nothing', () => {
    expect([condition('StringNotEquals', '${aws:PrincipalTag/none}', 'a'), condition('StringNotLike', ['b', '${aws:PrincipalTag/none}'], 'a')]).toEqual(['implicitDeny', 'implicitDeny']);
    expect([condition('StringEquals', ['a', '${aws:PrincipalTag/none}'], 'a'), condition('StringNotEquals', '${aws:PrincipalTag/none}')]).toEqual(['allowed', 'allowed']);
    const spared = (NotResource: string | string[]) => decision(read(), { identity: [policy('p', { Action: '*', NotResource })] });
    expect([spared('arn:aws:s3:::${aws:PrincipalTag/none}/*'), spared('arn:aws:s3:::other/*')]).toEqual(['implicitDeny', 'allowed']);
  });

  test('of several values match nothing', () => {
    const identity = [policy('p', { Action: '*', Resource: 'arn:aws:s3:::data/${x:list}' })];
    const of = (list: string[]) => decision(read({ context: { 'x:list': list } }), { identity });
    expect([of(['file']), of(['file', 'file'])]).toEqual(['allowed', 'implicitDeny']);
  });

  test('are replaced for Bool', () => {
    expect([condition('Bool', '${aws:PrincipalTag/flag}', 'true')]).toEqual(['implicitDeny']);
    const flagged = { ...session, tags: { flag: 'true' } };
    expect(decision(read({ principal: flagged, context: { 'x:y': 'true' } }), { identity: [allow('p', { Condition: { Bool: { 'x:y': '${aws:PrincipalTag/flag}' } } })] })).toBe('allowed');
  });

  test('a star in a value is no wildcard', () => {
    expect(resource('arn:aws:s3:::data/${aws:PrincipalTag/star}/*')).toBe('implicitDeny');
    expect(decision(read({ resource: 'arn:aws:s3:::data/*/x', principal: tagged }), { identity: [policy('p', { Action: '*', Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/star}/x' })] })).toBe('allowed');
  });

  test('${*} and ${?} are the characters themselves', () => {
    const like = (given: string) => decision(read({ context: { 'x:y': given } }), { identity: [allow('p', { Condition: { StringLike: { 'x:y': 'a${*}b' } } })] });
    expect([like('a*b'), like('axb')]).toEqual(['allowed', 'implicitDeny']);
  });

  test('are replaced in conditions, and compared as text where the operator compares text', () => {
    const equals = (given: string) => decision(read({ principal: tagged, context: { 'x:y': given } }), { identity: [allow('p', { Condition: { StringEquals: { 'x:y': '${aws:PrincipalTag/star}' } } })] });
    expect([equals('*'), equals('anything')]).toEqual(['allowed', 'implicitDeny']);
  });

  test('are text in a policy of the older version', () => {
    const { statements } = policy('p', { Action: '*', Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/team}/*' });
    expect(decision(read({ principal: tagged, resource: 'arn:aws:s3:::data/credit/x' }), { identity: [{ name: 'old', statements }] })).toBe('implicitDeny');
  });
});

test('a condition that is all that is missing is named with what was given', () => {
  const identity = [allow('team policy', { Sid: 'Own', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'credit' } } })];
  expect(decide(read({ principal: { ...session, tags: { team: 'fraud' } } }), { identity }).reason)
    .toContain('statement Own of team policy would, but for StringEquals aws:PrincipalTag/team credit: the request has fraud');
  expect(decide(read(), { identity }).reason).toContain('the request has no such key');
});

test('no caller replaces what follows from the principal', () => {
  const identity = [allow('p', { Condition: { StringEquals: { 'aws:PrincipalAccount': '999999999999' } } })];
  expect(decision(read({ context: { 'aws:PrincipalAccount': '999999999999' } }), { identity })).toBe('implicitDeny');
});
