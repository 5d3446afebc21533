import * as fc from 'fast-check';
import { addressesIn, blockAround, cidrOf, contains, overlap, parseBlock, partOf } from '../../../src/private/addresses/ipv4-block';

const block = fc.integer({ min: 0, max: 32 }).chain((prefix) => fc.nat(2 ** prefix - 1).map((index) => ({ first: index * addressesIn({ prefix }), prefix })));

test('what is written is read again', () => {
  fc.assert(fc.property(block, (one) => {
    expect(parseBlock(cidrOf(one))).toEqual(one);
  }));
});

test('two parts of a block share no address, and none with what is beside it', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 8 }), fc.nat(255), fc.nat(255), (prefix, bits, one, other) => {
    const whole = { first: addressesIn({ prefix }), prefix };
    const places = 2 ** bits;
    const [a, b] = [partOf(whole, prefix + bits, one % places), partOf(whole, prefix + bits, other % places)];
    expect(overlap(a, b)).toBe(one % places === other % places);
    expect(overlap(a, whole)).toBe(true);
    expect(overlap(a, { first: 0, prefix })).toBe(false);
  }));
});

test.each([['10.0.0.0'], ['10.0.0.0/33'], ['10.0.0.256/16'], ['10.0.0/16'], ['10.0.0.1/16'], ['large'], ['::/0'], ['']])('%s is no block', (text) => {
  expect(parseBlock(text)).toBeUndefined();
});

const holds = (...cidrs: [outer: string, inner: string]) => {
  const [outer, inner] = cidrs.map((cidr) => blockAround(cidr)!);
  return contains(outer, inner);
};

test.each([
  ['10.0.0.0/16', '10.0.255.0/24', true],
  ['10.0.0.0/16', '10.1.0.0/24', false],
  ['10.0.1.0/24', '10.0.0.0/16', false],
  ['0.0.0.0/0', '255.255.255.255/32', true],
  ['10.0.3.7/16', '10.0.0.0/16', true],
  ['9.255.0.0/16', '10.0.0.0/16', false],
])('%s holds %s: %s', (outer, inner, expected) => {
  expect(holds(outer, inner)).toBe(expected);
});

test('a block holds another one exactly where their first bits are the same', () => {
  const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const bits = fc.integer({ min: 0, max: 32 });
  const dotted = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
  const prefix = (number: number, length: number) => number.toString(2).padStart(32, '0').slice(0, length);
  fc.assert(fc.property(address, bits, fc.oneof(address, fc.constant(undefined)), bits, (one, oneBits, drawn, otherBits) => {
    const other = drawn ?? one;
    expect(holds(`${dotted(one)}/${oneBits}`, `${dotted(other)}/${otherBits}`)).toBe(oneBits <= otherBits && prefix(one, oneBits) === prefix(other, oneBits));
  }));
});
