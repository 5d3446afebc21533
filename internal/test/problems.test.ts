import { Aws } from 'aws-cdk-lib';
import { accountProblem, nameProblem } from '../src/problems';

test.each(['1', '12345678901', '1234567890123', 'abcdefghijkl', ''])('%j is no account id', (value) => {
  expect(accountProblem('account', value)).toEqual({ prop: 'account', value, rule: expect.stringContaining('12 digits'), remedy: expect.stringContaining('as text') });
});

test.each(['-a', 'a-', 'a b', 'a_b', '', 'abcdef'])('%j is no name of at most 5 characters', (value) => {
  expect(nameProblem('name', value, 5)).toEqual({ prop: 'name', value, rule: expect.stringContaining('at most 5'), remedy: expect.stringContaining('shorter') });
});

test.each([['a known account', accountProblem('x', '012345678901')], ['an account that is not known yet', accountProblem('x', Aws.ACCOUNT_ID)],
  ['a name', nameProblem('x', 'a--b', 4)], ['a name that is not known yet', nameProblem('x', `${Aws.STACK_NAME}_!`, 4)]])('%s passes', (_, problem) => {
  expect(problem).toBeUndefined();
});
