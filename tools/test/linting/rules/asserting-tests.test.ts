import { assertingTests } from '../../../linting/rules/asserting-tests';
import { checkRule } from './rule-tester';

checkRule('asserting-tests', assertingTests, {
  valid: [
    "test('a', () => { expect(1).toBe(1); });",
    "test('a', () => fc.assert(property));",
    "test.each([1])('a %s', (n) => { template.hasResourceProperties('T', {}); });",
    "test('a', sharedBody);",
    "describe('a', () => {});",
  ],
  invalid: {
    "test('a', () => { run(); });": ['none'],
    "it.each([1])('a', () => run());": ['none'],
    "test.skip('a', () => { expect(1).toBe(1); });": ['skipped'],
    "describe.only('a', () => {});": ['skipped'],
    "describe.skip.each([1])('a', () => {});": ['skipped'],
    "xit('a', () => { expect(1).toBe(1); });": ['skipped'],
    "test.todo('a');": ['skipped'],
  },
});
