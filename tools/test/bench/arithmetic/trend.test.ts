import { growthExponent, trend } from '../../../bench/arithmetic/trend';

test('points on a line have its slope, and no error', () => {
  const found = trend([[0, 1], [1, 3], [2, 5], [10, 21]]);
  expect(found.slope).toBeCloseTo(2);
  expect(found.intercept).toBeCloseTo(1);
  expect(found.slopeError).toBeCloseTo(0);
});

test('the error of a slope is that of the textbook', () => {
  // residuals -0.1, 0.2, -0.1: sqrt(0.06 / 1 / 2)
  expect(trend([[0, 0], [1, 1.3], [2, 2]]).slopeError).toBeCloseTo(Math.sqrt(0.03));
});

test('two points leave open how far chance moves their slope', () => {
  expect(trend([[0, 0], [1, 5]]).slopeError).toBe(Infinity);
});

test('there is no line through points above each other', () => {
  expect(() => trend([[3, 1], [3, 2]])).toThrow('2 point(s) with one x: there is no line through them');
});

test.each([[1, 'linear'], [2, 'quadratic']])('a cost that grows by the power %d is %s', (power) => {
  expect(growthExponent([1, 7, 70].map((teams) => [teams, 3 * teams ** power] as const))).toBeCloseTo(power);
});
