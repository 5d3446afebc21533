import { packages, withSiblings } from '../../packages/packages';

const all = packages();

test('every package is found with its kind', () => {
  const kinds = Object.fromEntries(all.map(({ name, kind }) => [name, kind]));
  expect(kinds).toMatchObject({ 'secure-network': 'constructs', 'assurance': 'node', 'repository-contract': 'python' });
});

test('siblings come first', () => {
  expect(withSiblings('project-template', all).map(({ name }) => name)).toEqual(['model-build-pipeline', 'model-deploy-pipeline', 'project-template']);
});

test('an unknown package is refused by name', () => {
  expect(() => withSiblings('nothing', all)).toThrow('nothing is no package');
});
