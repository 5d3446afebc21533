import * as fc from 'fast-check';
import { gaps, length, union } from '../../../bench/arithmetic/intervals';

const window = { start: 0, end: 100 };

test('work side by side counts once', () => {
  expect(union([{ start: 5, end: 9 }, { start: 0, end: 3 }, { start: 2, end: 6 }, { start: 20, end: 21 }])).toEqual([{ start: 0, end: 9 }, { start: 20, end: 21 }]);
});

test('what no interval covers is before, between and after them', () => {
  expect(gaps(window, [{ start: 10, end: 20 }, { start: 30, end: 90 }])).toEqual([{ start: 0, end: 10 }, { start: 20, end: 30 }, { start: 90, end: 100 }]);
});

test('what lies outside of the window covers nothing of it', () => {
  expect(gaps(window, [{ start: -50, end: 10 }, { start: 95, end: 300 }, { start: 400, end: 500 }])).toEqual([{ start: 10, end: 95 }]);
});

test('without intervals all of it is a gap', () => {
  expect(gaps(window, [])).toEqual([window]);
});

const interval = fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 0, max: 60 })).map(([start, long]) => ({ start, end: start + long }));

test('every moment is either covered or in a gap', () => {
  fc.assert(fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
    const open = gaps(window, intervals);
    for (let moment = 0.5; moment < 100; moment++) {
      const isIn = (all: readonly { start: number; end: number }[]) => all.some(({ start, end }) => start < moment && moment < end);
      expect(isIn(open)).toBe(!isIn(intervals));
    }
    expect(length(open)).toBeLessThanOrEqual(100);
  }));
});
