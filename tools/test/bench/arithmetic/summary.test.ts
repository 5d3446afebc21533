import { median, percentile } from '../../../bench/arithmetic/summary';

test('the middle of an odd and of an even count', () => {
  expect([median([5, 1, 3]), median([4, 1, 2, 3])]).toEqual([3, 2.5]);
});

test('percentiles lie straight between neighbours', () => {
  expect([0, 25, 90, 100].map((percent) => percentile([10, 20, 30, 40, 50], percent))).toEqual([10, 20, 46, 50]);
});

test('there is none of nothing', () => {
  expect(() => median([])).toThrow('there is no percentile of nothing');
});
