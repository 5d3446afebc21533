import { figuresOf, type Sample } from '../../../bench/load/growth';

/** Samples of a process that starts at 100 MB and grows by some kB a cycle, with a wave of 8 kB. */
const samples = (count: number, slope: number): Sample[] => Array.from({ length: count }, (_, minutes) => ({ minutes, memory: { emulator: 100 + (slope * minutes + 8 * (minutes % 2)) / 1024 } }));
const emulator = (all: readonly Sample[]) => figuresOf(all).find(({ name }) => name === 'emulator');

test('what stays where it is is flat', () => {
  const found = emulator(samples(60, 0));
  expect(Math.abs(found?.value ?? NaN)).toBeLessThan(1);
  expect(found?.note).toMatch(/at 100 MB: flat$/);
});

test('what grows is told by its slope a cycle and by how much it grew', () => {
  const found = emulator(samples(60, 100));
  expect(found?.value).toBeCloseTo(100, 0);
  expect(found?.note).toMatch(/: not flat, 4 kB are allowed: grew by 2\.8 MB$/);
});

test('a session that lasts for its hour is allowed to each cycle, and not much more', () => {
  expect(emulator(samples(200, 3))?.note).toMatch(/flat$/);
  expect(emulator(samples(200, 5))?.note).toMatch(/: not flat, 4 kB are allowed/);
});

test('what chance moves by more than is allowed is not certain', () => {
  const moved = samples(60, 0).map((sample, index) => ({ ...sample, memory: { emulator: 100 + index % 3 } }));
  expect(emulator(moved)?.note).toMatch(/: not certain: between -\d+\.\d and \d+\.\d kB, of which 4 are allowed$/);
});

test('of the runner it counts what it keeps, not how large its heap is', () => {
  const sawtooth = samples(60, 0).map((sample, index) => ({ ...sample, memory: { 'gateway and runner': 200 + index % 50, 'what the runner keeps': 50 } }));
  expect(figuresOf(sawtooth).slice(1).map(({ name, note }) => [name, note?.replace(/.*: /, '')])).toEqual([
    ['what the runner keeps', 'flat'], ['gateway and runner', 'with the holes in V8\'s heap, which it closes now and then'],
  ]);
});

test('a few cycles say nothing', () => {
  expect(emulator(samples(8, 500))?.note).toMatch(/: 4 cycles after the warm-up are too few to say: give more --minutes$/);
});

test('the first half is warm-up and does not count', () => {
  const steep = samples(60, 0).map((sample, index) => (index < 30 ? { ...sample, memory: { emulator: index } } : sample));
  expect(emulator(steep)?.note).toMatch(/: flat$/);
  const late = samples(60, 0).map((sample, index) => (index < 30 ? sample : { ...sample, memory: { emulator: index } }));
  expect(emulator(late)?.note).toMatch(/: not flat/);
});

test('what the emulator saves more of with each cycle is told, service by service', () => {
  const kept = samples(60, 0).map((sample, cycle) => ({ ...sample, saved: { sts: 10 + 2 * cycle, iam: 5, s3: 1 + (cycle % 2) } }));
  const found = figuresOf(kept).filter(({ name }) => name.startsWith('the emulator saves'));
  expect(found.map(({ name, unit }) => [name, unit])).toEqual([['the emulator saves, sts', 'kB']]);
  expect(found[0].value).toBeCloseTo(2, 5);
});
