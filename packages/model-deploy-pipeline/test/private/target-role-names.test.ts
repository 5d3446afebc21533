import { targetRoleNames, testRoleName } from '../../src/private/target-role-names';

test.each(['ab', 'a'.repeat(20), 'a'.repeat(60)])('role names of team %s keep to the 64 characters of IAM, and are four', (team) => {
  const { deployment, cloudFormation, model, test: tests } = targetRoleNames(team);
  const names = [deployment, cloudFormation, model, tests];
  expect(names.filter((name) => name.length > 64)).toEqual([]);
  expect(new Set(names).size).toBe(4);
});

test.each([['Test', 'p-test'], ['SmokeTest', 'p-smoke-test'], ['Smoke-Test', 'p-smoke-test'], ['Checks', 'p-checks-test']])('the role of suite %s ends as targets expect it: %s', (suite, expected) => {
  expect(testRoleName('p', suite)).toBe(expected);
});
