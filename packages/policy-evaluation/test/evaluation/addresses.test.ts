import { bitsOf, readRange } from '../../src/evaluation/addresses';

test.each([
  ['10.0.0.1', '00001010000000000000000000000001'], ['255.255.255.255', '1'.repeat(32)], ['::', '0'.repeat(128)], ['::1', `${'0'.repeat(127)}1`], ['2001:db8::', `0010000000000001000011011011100${'0'.repeat(97)}`],
])('the bits of %s', (address, bits) => {
  expect(bitsOf(address)).toBe(bits);
});

test.each(['', '10.0.0', '10.0.0.256', '10.0.0.0.1', '10.0.0.x', '1:2:3', '1::2::3', '1:2:3:4:5:6:7:8:9', '::10.0.0.1', '12345::', 'here'])('%j is no address', (address) => {
  expect(bitsOf(address)).toBeUndefined();
});

test('an address without a prefix is a range of one', () => {
  expect(readRange('10.0.0.1')).toEqual({ prefix: bitsOf('10.0.0.1'), size: 32 });
  expect(readRange('10.0.0.0/8')).toEqual({ prefix: '00001010', size: 32 });
  expect(readRange('0.0.0.0/0')).toEqual({ prefix: '', size: 32 });
});

test.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '10.0.0.0/-1', '::/129', '10.0.0.0/8/8'])('%j is no range', (range) => {
  expect(readRange(range)).toBeUndefined();
});
