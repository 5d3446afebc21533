import { figuresOf, type Sample } from '../../../bench/load/growth';

/** Samples a minute apart of a process that starts at 100 MB and grows by some MB a minute, with a wave of 1 MB. */
const samples = (count: number, slope: number): Sample[] => Array.from({ length: count }, (_, minutes) => ({ minutes, memory: { emulator: 100 + slope * minutes + (minutes % 2) } }));
const emulator = (all: readonly Sample[]) => figuresOf(all).find(({ name }) => name === 'emulator');

test('what stays where it is is flat', () => {
  const found = emulator(samples(60, 0));
  expect(Math.abs(found?.value ?? NaN)).toBeLessThan(1);
  expect(found?.note).toMatch(/at 101 MB: flat$/);
});

test('what grows is told by its slope an hour and by how much it grew', () => {
  const found = emulator(samples(60, 1));
  expect(found?.value).toBeCloseTo(60, 0);
  expect(found?.note).toMatch(/: grew by 4[34]\.\d MB$/);
});

test('a few cycles say nothing', () => {
  expect(emulator(samples(8, 5))?.note).toMatch(/: 6 cycles after the warm-up are too few to say: give more --minutes$/);
});

test('the first quarter is warm-up and does not count', () => {
  const steep = samples(60, 0).map((sample, index) => (index < 15 ? { ...sample, memory: { emulator: index } } : sample));
  expect(emulator(steep)?.note).toMatch(/flat$/);
});

test('what the emulator saves more of with each cycle is told, service by service', () => {
  const kept = samples(60, 0).map((sample, cycle) => ({ ...sample, saved: { sts: 10 + 2 * cycle, iam: 5, s3: 1 + (cycle % 2) } }));
  const found = figuresOf(kept).filter(({ name }) => name.startsWith('the emulator saves'));
  expect(found.map(({ name, unit }) => [name, unit])).toEqual([['the emulator saves, sts', 'kB']]);
  expect(found[0].value).toBeCloseTo(2, 5);
});
