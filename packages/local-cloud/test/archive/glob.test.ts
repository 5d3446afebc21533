import { matchesGlob } from '../../src/archive/glob';

test.each([
  ['**/*', 'a/b/c.txt', true],
  ['**/*', 'c.txt', true],
  ['*', 'c.txt', true],
  ['*', 'a/c.txt', false],
  ['a/*', 'a/b/c.txt', false],
  ['a/**', 'a/b/c.txt', true],
  ['a/**/*.txt', 'a/c.txt', true],
  ['a/**/*.txt', 'a/x/y/c.txt', true],
  ['a/**/*.txt', 'b/a/c.txt', false],
  ['./cdk.out/**/*', 'cdk.out/manifest.json', true],
  ['file?.json', 'file1.json', true],
  ['file?.json', 'file/.json', false],
  ['a.txt', 'a-txt', false],
  ['a+(b).txt', 'a+(b).txt', true],
])('%s and %s: %s', (pattern, name, matches) => {
  expect(matchesGlob(pattern, name)).toBe(matches);
});
