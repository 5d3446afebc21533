import { Coverage } from '../../differential/coverage';
import { generate } from '../../differential/generate/generate';
import { explained } from '../../differential/ours';
import { Random } from '../../differential/random';

const some = (seed: number, count = 200) => [...generate(seed, count)];

test('a seed makes the same cases, another one makes others', () => {
  expect(some(1)).toEqual(some(1));
  expect(some(1)).not.toEqual(some(2));
  expect(some(1, 50)).toEqual(some(1).slice(0, 50));
});

test('all documents are such as can be read, and most decisions occur among few cases', () => {
  const coverage = new Coverage();
  for (const one of some(1, 2000)) coverage.add(one, explained(one));
  const reached = [...coverage.counts.keys()].filter((what) => / by /.test(what));
  expect(reached).toEqual(expect.arrayContaining(['allowed by identity', 'allowed by resource', 'allowed by trust', 'allowed by key', 'allowed by grant', 'allowed by root', 'explicitDeny by resourceControl', 'implicitDeny by endpoint']));
});

test('what few cases do not reach is told', () => {
  const coverage = new Coverage();
  for (const one of some(1, 20)) coverage.add(one, explained(one));
  expect(coverage.missing()).toContain('allowed by grant: 0 of at least 50');
});

test('numbers lie between 0 and 1, and lists have as many things as they must', () => {
  const random = new Random(7);
  const numbers = Array.from({ length: 1000 }, () => random.next());
  expect([Math.min(...numbers) >= 0, Math.max(...numbers) < 1, numbers.filter((one) => one < 0.5).length > 400]).toEqual([true, true, true]);
  const lengths = new Set(Array.from({ length: 200 }, () => random.list(1, 3, () => 0).length));
  expect([...lengths].sort()).toEqual([1, 2, 3]);
});
