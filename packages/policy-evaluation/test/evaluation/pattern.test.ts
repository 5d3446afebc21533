import * as fc from 'fast-check';
import { literally, matchesArn, matchesPattern, resourceMatcher } from '../../src/evaluation/pattern';

describe('patterns', () => {
  test.each([
    ['*', 'anything', true], ['a*c', 'abbc', true], ['a*c', 'ab', false], ['a?c', 'abc', true], ['a?c', 'ac', false],
    ['a.c', 'abc', false], ['(a|b)', 'a', false], ['a+', 'aa', false], ['[a]', '[a]', true], ['a\nb*', 'a\nbc', true], ['A', 'a', false],
  ])('%j and %j: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  test('case is ignored on request only', () => {
    expect([matchesPattern('S3:Get*', 's3:GetObject'), matchesPattern('S3:Get*', 's3:GetObject', true)]).toEqual([false, true]);
  });

  test('every text matches itself written literally, and no other text matches it', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, other) => {
      expect(matchesPattern(literally(text), text)).toBe(true);
      expect(matchesPattern(literally(text), other)).toBe(text === other);
    }));
  });

  test('a star stands for any text between its neighbours', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (before, between, after) => {
      expect(matchesPattern(`${literally(before)}*${literally(after)}`, before + between + after)).toBe(true);
    }));
  });
});

describe('ARNs in conditions', () => {
  test.each([
    ['arn:aws:iam::*:role/a', 'arn:aws:iam::111111111111:role/a', true],
    ['arn:aws:iam::1*', 'arn:aws:iam::111111111111:role/a', false],
    ['arn:*', 'arn:aws:iam::111111111111:role/a', false],
    ['arn:aws:logs:*:*:log-group:*', 'arn:aws:logs:eu-west-1:111111111111:log-group:x:log-stream:y', true],
  ])('%s and %s: %s', (pattern, arn, expected) => {
    expect(matchesArn(pattern, arn)).toBe(expected);
  });
});

describe('ARNs in Resource elements', () => {
  test.each([
    ['*', '*', true],
    ['*', 'arn:aws:s3:::data/file', true],
    ['arn:aws:s3:::data/*', 'arn:aws:s3:::data/a/b:c', true],
    ['arn:aws:s3:::data', 'arn:aws:s3:::data/a', false],
    ['arn:aws:sqs:*:111111111111:queue', 'arn:aws:sqs:eu-west-1:111111111111:queue', true],
    ['arn:aws:sqs:eu*1:111111111111:queue', 'arn:aws:sqs:eu-west-1:111111111111:queue', true],
    ['arn:aws:sqs:eu*1:queue', 'arn:aws:sqs:eu-west-1:111111111111:queue', false],
    ['arn:aws:sqs:*', 'arn:aws:sqs:eu-west-1:111111111111:queue', true],
    ['arn:aws:s?s:*', 'arn:aws:sqs:eu-west-1:111111111111:queue', true],
    ['arn:aws:sagemaker:*:111111111111:model/*', '*', false],
  ])('%s and %s: %s', (pattern, arn, expected) => {
    expect(resourceMatcher(pattern)(arn)).toBe(expected);
  });
});
