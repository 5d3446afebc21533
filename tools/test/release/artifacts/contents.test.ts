import { packages } from '../../../packages/packages';
import { problemsOf } from '../../../release/artifacts/contents';
import { sdistContents, tarballContents, wheelContents } from '../../../release/artifacts/expected-contents';

const all = packages();
const named = (name: string) => all.find((each) => each.name === name) as (typeof all)[number];
const complete = ['LICENSE', 'README.md', 'package.json', '.jsii', 'lib/index.js', 'lib/index.d.ts', 'assets/contract/x.py', 'seed/build/test/test_x.py'];
const template = tarballContents(named('project-template'));

test('a tarball that holds what package.json says is sound, and a seed brings its own tests', () => {
  expect(problemsOf(complete, template)).toEqual([]);
});

test.each(['LICENSE', '.jsii', 'lib/index.d.ts', 'assets/contract/x.py', 'seed/build/test/test_x.py'])('%s is missed', (file) => {
  expect(problemsOf(complete.filter((each) => each !== file), template)).toHaveLength(1);
});

test.each([
  ['lib/test/x.js', 'a test'], ['lib/x.test.js', 'a test'], ['seed/build/__pycache__/x.pyc', 'left behind'], ['lib/tsconfig.tsbuildinfo', 'left behind'],
  ['assets/x.snapshot/y.json', 'a snapshot'], ['lib/x.ts', 'a TypeScript source'], ['notes.txt', 'nobody asked'],
])('%s is too much: %s', (file, why) => {
  expect(problemsOf([...complete, file], template)).toContainEqual(expect.stringContaining(why));
});

test('a library without bundles need not have assets', () => {
  expect(problemsOf(['LICENSE', 'README.md', 'package.json', '.jsii', 'lib/index.js', 'lib/index.d.ts'], tarballContents(named('data-lake-bridge')))).toEqual([]);
});

test('a wheel carries its licence and its JavaScript, and no tests', () => {
  const home = 'mlops_foundation/secure_network';
  const files = ['x.dist-info/licenses/LICENSE', 'x.dist-info/METADATA', `${home}/__init__.py`, `${home}/py.typed`, `${home}/_jsii/__init__.py`, `${home}/_jsii/secure-network@0.0.0.jsii.tgz`];
  expect(problemsOf(files, wheelContents(named('secure-network')))).toEqual([]);
  expect(problemsOf(files.slice(1), wheelContents(named('secure-network')))).toHaveLength(1);
  expect(problemsOf(files.slice(0, -1), wheelContents(named('secure-network')))).toHaveLength(1);
  expect(problemsOf([...files, 'tests/test_x.py'], wheelContents(named('secure-network')))).not.toEqual([]);
});

test('an sdist of plain Python carries its version and no tests', () => {
  const files = ['LICENSE', 'README.md', 'PKG-INFO', 'pyproject.toml', 'VERSION'];
  expect(problemsOf(files, sdistContents(named('repository-contract')))).toEqual([]);
  expect(problemsOf([...files, 'tests/test_x.py'], sdistContents(named('repository-contract')))).toEqual(['tests/test_x.py: a test']);
});
