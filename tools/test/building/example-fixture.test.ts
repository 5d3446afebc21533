import { exportsOf, fixtureOf } from '../../building/example-fixture';

test('names are read from an index that exports one by one', () => {
  const index = "export { A, type AProps } from './a';\nexport type { B } from './b';\nexport {\n  C,\n  D as E,\n} from './c';\n";
  expect(exportsOf(index)).toEqual(['A', 'AProps', 'B', 'C', 'E']);
});

test('examples stand in a construct, with what the package exports', () => {
  const fixture = fixtureOf('@mlops-foundation/x', ['A', 'B']);
  expect(fixture).toContain("import { A, B } from '@mlops-foundation/x';");
  expect(fixture).toMatch(/super\(scope, id\);\n +\/\/\/ here/);
});
