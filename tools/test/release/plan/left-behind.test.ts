import type { Package } from '../../../packages/packages';
import { leftBehind } from '../../../release/plan/left-behind';

const made = (name: string, ...needs: string[]): Package => ({ name, packageName: `@made/${name}`, folder: name, version: '0.1.0', kind: 'constructs', isPrivate: false, needs });
const all = [made('sibling'), made('built', '@made/sibling', 'constructs'), made('other')];
const next = (name: string, from: string, to: string) => ({ name, from, to, entry: '' });

test.each([['0.1.0', '0.2.0'], ['1.4.0', '2.0.0'], ['0.0.0', '0.1.0']])('who is built on a package that goes from %s to %s must follow', (from, to) => {
  expect(leftBehind([next('sibling', from, to)], all)).toEqual([expect.stringContaining(`built allows sibling ^${from} and would not be released with ${to}: commit a change`)]);
});

test.each([['0.1.0', '0.1.1'], ['1.4.0', '1.5.0']])('from %s to %s its range holds', (from, to) => {
  expect(leftBehind([next('sibling', from, to)], all)).toEqual([]);
});

test('who is released too is not left behind', () => {
  expect(leftBehind([next('sibling', '0.1.0', '0.2.0'), next('built', '0.1.0', '0.1.1')], all)).toEqual([]);
});
