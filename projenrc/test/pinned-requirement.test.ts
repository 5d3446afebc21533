import { ConstructLibrary, type Monorepo, PinnedRequirement } from '..';
import { synthSnapshot } from './synth-snapshot';

const FILE = 'packages/owner/seed/requirements.txt';
const pinned = (requirements: string, version = '1.2.3') => synthSnapshot((monorepo: Monorepo) => {
  new PinnedRequirement(monorepo, FILE, new ConstructLibrary(monorepo, { name: 'library', description: 'A library' }));
}, { [FILE]: requirements, 'packages/library/package.json': JSON.stringify({ version }) })[FILE];

test('a library is pinned to the version that lerna gave it, and nothing else is touched', () => {
  expect(pinned('boto3\nmlops-foundation-library\nmlops-foundation-library-more>=1\n')).toBe('boto3\nmlops-foundation-library==1.2.3\nmlops-foundation-library-more>=1\n');
});

test('an older pin gives way', () => {
  expect(pinned('mlops-foundation-library==1.2.3\n', '2.0.0')).toBe('mlops-foundation-library==2.0.0\n');
});

test('a list without the library is an error, for its pin would be lost', () => {
  expect(() => pinned('boto3\n')).toThrow(`${FILE} has no line mlops-foundation-library`);
});
