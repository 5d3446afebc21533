import { Lazy } from 'aws-cdk-lib';
import { pathProblem } from '../../src/private/parameter-problems';

test.each(['key-arn', 'network/vpc-id', 'a', 'zone1/a-b'])('%s is a path', (path) => {
  expect(pathProblem(path)).toBeUndefined();
});

test.each(['', '/network', 'network/', 'a//b', 'a--b', 'Network', 'a b', 'a.b'])('"%s" is refused', (path) => {
  expect(pathProblem(path)).toEqual({ prop: 'path', value: path, rule: expect.stringContaining('lower-case'), remedy: expect.stringContaining('network/vpc-id') });
});

test('a token is refused, for the construct is named after the path', () => {
  expect(pathProblem(Lazy.string({ produce: () => 'a' }))).toMatchObject({ prop: 'path', value: 'a token', rule: expect.stringContaining('named after it') });
});
