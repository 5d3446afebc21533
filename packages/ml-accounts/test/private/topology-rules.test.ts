import { teamProblems } from '../../src/private/topology-rules';

test.each([
  ['different names', ['credit', 'fraud'], []],
  ['names that begin alike within a word', ['credit', 'creditors'], []],
  ['names that begin alike up to a hyphen', ['credit', 'credit-risk'], ['teams.1.name']],
  ['the same in the other order', ['credit-risk', 'credit'], ['teams.0.name']],
  ['names that both begin like a third, which is no team', ['credit-risk', 'credit-cards'], []],
  ['one name three times', ['credit', 'credit', 'credit'], ['teams.1.name', 'teams.2.name']],
])('%s', (_, teams, paths) => {
  expect(teamProblems(teams).map(({ path }) => path)).toEqual(paths);
});
