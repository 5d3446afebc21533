import { packages } from '../../packages/packages';
import { importsIn, importsOf } from '../../dependencies/imports';
import { PICTURE } from '../../dependencies/picture';
import { edgesOutside, undeclared } from '../../dependencies/violations';
import { ROOT } from '../../root';

const imports = importsOf(ROOT);
const all = packages();

describe('this repository', () => {
  test('no import leaves the picture of dependencies', () => {
    expect(edgesOutside(PICTURE, imports)).toEqual([]);
  });

  test('shipped code imports what its package.json declares', () => {
    const published = all.filter(({ isPrivate }) => !isPrivate).map(({ name, needs }) => [name, needs]);
    expect(undeclared(imports.filter(({ from }) => from !== 'test-kit'), Object.fromEntries(published))).toEqual([]);
  });

  test('the picture shows every package', () => {
    expect(Object.keys(PICTURE)).toEqual(expect.arrayContaining(all.map(({ name }) => name)));
  });

  test('imports are found at all', () => {
    expect(imports).toContainEqual(expect.objectContaining({ from: 'test-kit', to: 'policy-evaluation', isOurs: true }));
    expect(imports).toContainEqual(expect.objectContaining({ from: 'examples/*', to: 'local-cloud', isOurs: true }));
  });
});

describe('an edge that is not in the picture', () => {
  const outside = (file: string, text: string) => edgesOutside(PICTURE, importsIn(file, text));

  test.each([
    ['packages/secure-network/src/a.ts', "import { X } from '@mlops-foundation/ml-accounts';"],
    ['packages/secure-network/src/a.ts', "import { X } from '@mlops-foundation/test-kit';"],
    ['packages/secure-network/src/a.ts', "import { X } from '../../ml-accounts/src/x';"],
    ['packages/policy-evaluation/src/a.ts', "export { X } from '@mlops-foundation/assurance';"],
    ['packages/assurance/src/a.ts', "const x = require('@mlops-foundation/local-cloud');"],
    ['packages/local-cloud/src/a.ts', "const x = await import('@mlops-foundation/project-template');"],
    ['packages/ml-accounts/test/a.test.ts', "import { X } from '@mlops-foundation/secure-network';"],
    ['examples/foundation/app.ts', "import { X } from '@mlops-foundation/test-kit';"],
  ])('%s: %s', (file, text) => {
    expect(outside(file, text)).toHaveLength(1);
  });

  test.each([
    ['packages/project-template/src/a.ts', "import { X } from '@mlops-foundation/model-build-pipeline';"],
    ['packages/secure-network/test/a.test.ts', "import { X } from '@mlops-foundation/test-kit';"],
    ['packages/secure-network/test/a.test.ts', "import { X } from '../src';"],
    ['examples/foundation/app.ts', "import { X } from '@mlops-foundation/secure-network';"],
  ])('%s: %s is in it', (file, text) => {
    expect(outside(file, text)).toEqual([]);
  });
});

test('an import that package.json does not declare is named', () => {
  const found = importsIn('packages/ml-accounts/src/a.ts', "import 'yaml'; import '@scope/x/deep'; import 'node:fs'; import 'constructs';");
  expect(undeclared(found, { 'ml-accounts': ['constructs'] })).toEqual([
    'packages/ml-accounts/src/a.ts: yaml is not in package.json', 'packages/ml-accounts/src/a.ts: @scope/x is not in package.json',
  ]);
});
