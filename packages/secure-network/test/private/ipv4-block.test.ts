import { Lazy } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { addressesIn, blockProblem, cidrOf, overlap, parseBlock, partOf } from '../../src/private/ipv4-block';

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

const wanted = { largest: 16, smallest: 24, use: 'a network' };
test.each([
  ['a block of another family', '2001:db8::/56', '2001:db8::/56', 'IPv4', '10.0.0.0/16'],
  ['an address inside of a block', '10.20.3.0/16', '10.20.3.0/16', 'begins at 10.20.0.0/16', 'Write 10.20.0.0/16'],
  ['a large one', '10.0.0.0/8', '10.0.0.0/8', 'a network needs a block of /16 to /24', '10.0.0.0/16'],
  ['a small one', '10.0.0.0/28', '10.0.0.0/28', '/16 to /24', '10.0.0.0/16'],
  ['a text', 'large', 'large', 'CIDR notation', '10.0.0.0/16'],
  ['a token', Lazy.string({ produce: () => 'later' }), 'a token', 'at synthesis', '10.0.0.0/16'],
])('%s is told with its rule and remedy', (_, cidr, value, rule, remedy) => {
  expect(blockProblem('cidr', cidr, wanted)).toEqual({ prop: 'cidr', value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) });
});

test.each([['10.0.0.0/16'], ['10.255.255.0/24']])('%s is well', (cidr) => {
  expect(blockProblem('cidr', cidr, wanted)).toBeUndefined();
});
