import * as fc from 'fast-check';
import { contains } from '../../../lambda/check-network/ipv4';

test.each([
  ['10.0.0.0/16', '10.0.255.0/24', true],
  ['10.0.0.0/16', '10.1.0.0/24', false],
  ['10.0.1.0/24', '10.0.0.0/16', false],
  ['0.0.0.0/0', '255.255.255.255/32', true],
  ['10.0.3.7/16', '10.0.0.0/16', true],
  ['9.255.0.0/16', '10.0.0.0/16', false],
])('%s holds %s: %s', (outer, inner, expected) => {
  expect(contains(outer, inner)).toBe(expected);
});

test('a block holds another one exactly where their first bits are the same', () => {
  const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const bits = fc.integer({ min: 0, max: 32 });
  const dotted = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
  const prefix = (number: number, length: number) => number.toString(2).padStart(32, '0').slice(0, length);
  fc.assert(fc.property(address, bits, fc.oneof(address, fc.constant(undefined)), bits, (one, oneBits, drawn, otherBits) => {
    const other = drawn ?? one;
    expect(contains(`${dotted(one)}/${oneBits}`, `${dotted(other)}/${otherBits}`)).toBe(oneBits <= otherBits && prefix(one, oneBits) === prefix(other, oneBits));
  }));
});
