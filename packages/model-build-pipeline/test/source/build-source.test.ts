import { BuildSource } from '../../src';

test('a branch of a repository', () => {
  expect(BuildSource.codeCommit('credit-build', 'main')).toMatchObject({ repositoryName: 'credit-build', branchName: 'main' });
});
