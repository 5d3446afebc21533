import { testBuildSpec } from '../../src/private/test-build-spec';

test('every folder is run, in order, so that a repository can leave none out', () => {
  expect(JSON.parse(testBuildSpec(['tests/a', 'tests/b'])).phases.build.commands).toEqual(['python -m pytest tests/a', 'python -m pytest tests/b']);
});
