import { contractBuildSpec } from '../../src/private/contract-build-spec';

const { phases } = JSON.parse(contractBuildSpec());

test('the checker is fetched to a place outside the source, so that a repository cannot bring its own', () => {
  expect(phases.build.commands[0]).toContain('"../repository-contract.zip"');
});

test('it checks the source as a build repository', () => {
  expect(phases.build.commands[1]).toBe('python3 ../repository-contract.zip check . --kind build');
});

test('nothing of the repository runs before the check or with it', () => {
  expect(Object.keys(phases)).toEqual(['build']);
  expect(phases.build.commands).toHaveLength(2);
});
