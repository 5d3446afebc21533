import { WRITTEN } from '../../differential/by-hand/all';
import { decide } from '../../differential/ours';

test('there are 200 written cases and more, each with a name of its own within what it is about', () => {
  expect(WRITTEN.length).toBeGreaterThanOrEqual(200);
  expect(new Set(WRITTEN.map((one) => JSON.stringify([one.name, one.request, one.documents]))).size).toBe(WRITTEN.length);
});

test.each(WRITTEN.map((one) => [one.name, one] as const))('%s', (_, one) => {
  expect(decide(one).decision).toBe(one.expected);
});

test('where the other evaluator is said to be wrong, it is said why and where that is written', () => {
  const wrong = WRITTEN.flatMap(({ theirs, expected }) => (theirs ? [{ ...theirs, expected }] : []));
  for (const { outcome, expected, reason, source } of wrong) {
    expect(outcome).not.toBe(expected);
    expect([reason.length > 20, source.startsWith('https://docs.aws.amazon.com/')]).toEqual([true, true]);
  }
  expect(wrong.length).toBeGreaterThan(0);
});
