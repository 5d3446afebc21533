import { overhead, processorAt } from '../../../bench/arithmetic/overhead';

const line = { start: 1000, end: 11_000 };

test('own overhead is the time in which nobody else works', () => {
  const worked = [{ work: 'step', start: 2000, end: 6000 }, { work: 'emulator', start: 5000, end: 8000 }, { work: 'step', start: 9000, end: 10_000 }];
  const found = overhead(line, worked, []);
  expect(found).toMatchObject({ line: 10, own: 3, ownShare: 0.3, hidden: 0, mostShare: 0.3 });
  expect(found.works).toEqual([{ work: 'step', seconds: 5, alone: 4 }, { work: 'emulator', seconds: 3, alone: 2 }]);
});

test('own processor time while others worked may have held them up', () => {
  const processor = [[1000, 0], [2000, 500], [4000, 1500], [11_000, 1500]] as const;
  const found = overhead(line, [{ work: 'cdk', start: 2000, end: 10_000 }], processor);
  expect(found).toMatchObject({ own: 2, hidden: 1, ownShare: 0.2 });
  expect(found.mostShare).toBeCloseTo(0.3);
});

test('a line in which others work all the time has none', () => {
  expect(overhead(line, [{ work: 'install', start: 0, end: 20_000 }], []).ownShare).toBe(0);
});

test('a line in which nobody else works is nothing else', () => {
  expect(overhead(line, [], []).ownShare).toBe(1);
});

test('processor time is straight between samples and stands still outside of them', () => {
  const samples = [[100, 10], [200, 30], [400, 30]] as const;
  expect([0, 100, 150, 200, 300, 900].map((moment) => processorAt(samples, moment))).toEqual([10, 10, 20, 30, 30, 30]);
});
