import { Aws } from 'aws-cdk-lib';
import { accountProblem, nameProblem, regionProblem } from '../src/problems';

test.each(['1', '12345678901', '1234567890123', 'abcdefghijkl', ''])('%j is no account id', (value) => {
  expect(accountProblem('account', value)).toEqual({ prop: 'account', value, rule: expect.stringContaining('12 digits'), remedy: expect.stringContaining('as text') });
});

test.each(['-a', 'a-', 'a b', 'a_b', '', 'abcdef'])('%j is no name of at most 5 characters', (value) => {
  expect(nameProblem('name', value, 5)).toEqual({ prop: 'name', value, rule: expect.stringContaining('at most 5'), remedy: expect.stringContaining('shorter') });
});

test('another region is none', () => {
  expect(regionProblem('target.region', 'eu-west-2', 'eu-west-1')).toEqual({ prop: 'target.region', value: 'eu-west-2', rule: expect.stringContaining('which is eu-west-1'), remedy: 'Put them in one region' });
});

test.each([['a known account', accountProblem('x', '012345678901')], ['an account that is not known yet', accountProblem('x', Aws.ACCOUNT_ID)],
  ['the same region', regionProblem('x', 'eu-west-1', 'eu-west-1')], ['a region that is not known yet', regionProblem('x', Aws.REGION, 'eu-west-1')], ['a region where the own is not known yet', regionProblem('x', 'eu-west-1', Aws.REGION)],
  ['a name', nameProblem('x', 'a--b', 4)], ['a name that is not known yet', nameProblem('x', `${Aws.STACK_NAME}_!`, 4)]])('%s passes', (_, problem) => {
  expect(problem).toBeUndefined();
});
