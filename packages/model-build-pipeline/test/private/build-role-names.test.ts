import { buildRoleNames } from '../../src/private/build-role-names';

test.each(['ab', 'a'.repeat(20), 'a'.repeat(60)])('role names of team %s keep to the 64 characters of IAM', (team) => {
  const { deployer, execution } = buildRoleNames(team);
  expect([deployer, execution].filter((name) => name.length > 64)).toEqual([]);
  expect(deployer).not.toBe(execution);
});

test('two long teams have two roles', () => {
  expect(buildRoleNames(`${'a'.repeat(60)}b`).deployer).not.toBe(buildRoleNames(`${'a'.repeat(60)}c`).deployer);
});
