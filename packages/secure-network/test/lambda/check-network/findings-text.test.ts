import { findingLines, fitting, problemsOf } from '../../../lambda/check-network/findings-text';
import type { Finding } from '../../../lambda/check-network/rules';

const FOUND: Finding[] = [
  { rule: 'addresses', found: 'subnet-a has 3 free addresses' },
  { rule: 'endpoint', found: 'kms has none' },
  { rule: 'endpoint', found: 'sts has none' },
];

test('a line for each rule says what was found against it, and what to do; problems come first', () => {
  expect(findingLines(FOUND)).toEqual([
    'problem [endpoint] Each required service has an interface endpoint in the VPC: kms has none; sts has none. Create it, or require other sets by endpoints.',
    'warning [addresses] A subnet has 16 free addresses at least: subnet-a has 3 free addresses. Use larger subnets, or free addresses.',
  ]);
});

test('a warning is no problem', () => {
  expect(problemsOf(FOUND).map(({ found }) => found)).toEqual(['kms has none', 'sts has none']);
});

const jsonBytes = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

test('what fits is told whole', () => {
  expect(fitting(['one', 'two'], 8, 'the log')).toBe('one\ntwo');
});

test.each([
  ['lines', Array.from({ length: 100 }, (_, index) => `line ${index} ${'x'.repeat(50)}`), /line 0 x+\n[^]*\n\d+ more line\(s\) are in the log$/],
  ['one long line', ['"ä"'.repeat(2000)], /^"ä"[^]* … all of it is in the log$/],
])('what does not fit is cut, and says where the rest is: %s', (_, lines, text) => {
  const cut = fitting(lines, 1000, 'the log');
  expect(cut).toMatch(text);
  expect(jsonBytes(cut)).toBeLessThanOrEqual(1000);
  expect(jsonBytes(cut)).toBeGreaterThan(800);
});

test('the lines that are left out are counted', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(50)}`);
  const [, left] = /(\d+) more line/.exec(fitting(lines, 1000, 'the log')) ?? [];
  expect(fitting(lines, 1000, 'the log').split('\n')).toHaveLength(30 - Number(left) + 1);
});
