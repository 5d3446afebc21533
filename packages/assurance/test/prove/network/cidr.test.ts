import { type Cidr, common, contains, isPublic, parseCidr, translated } from '../../../src/prove/network/cidr';

const block = (text: string) => parseCidr(text) as Cidr;

test.each(['10.0.0.0', '10.0.0/8', '10.0.0.256/8', '10.0.0.0/33', '::/129', '1::2::3/64', '1:2:3:4:5:6:7/64', 'gggg::/16', '1:2:3:4:5:6:7::8/64', 'pl-1', ''])('%s is no block', (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test('an address within a block stands for the whole block', () => {
  expect(block('10.1.2.3/8')).toMatchObject({ family: 4, bits: 8, first: 10n << 24n, last: (11n << 24n) - 1n });
  expect(block('2001:db8::1/32')).toMatchObject({ family: 6, bits: 32, first: 0x20010db8n << 96n });
  expect(block('::1/128').first).toBe(1n);
});

test('blocks lie in each other or have nothing in common', () => {
  expect(contains(block('10.0.0.0/8'), block('10.255.0.0/16'))).toBe(true);
  expect(contains(block('10.255.0.0/16'), block('10.0.0.0/8'))).toBe(false);
  expect(common(block('0.0.0.0/0'), block('10.0.0.0/8'))).toEqual(block('10.0.0.0/8'));
  expect(common(block('10.0.0.0/8'), block('11.0.0.0/8'))).toBeUndefined();
  expect(contains(block('::/0'), block('10.0.0.0/8'))).toBe(false);
});

test.each([['0.0.0.0/0', true], ['8.0.0.0/8', true], ['10.1.0.0/16', false], ['172.16.0.0/11', true], ['100.64.0.0/10', false], ['::/0', true], ['fd00::/8', false]])('%s holds addresses of the internet: %s', (text, expected) => {
  expect(isPublic(block(text))).toBe(expected);
});

test.each([['10.0.0.0/8', '10.0.0.0/8'], ['64:ff9b::/96', '0.0.0.0/0'], ['64:ff9b::3400:0/104', '52.0.0.0/8'], ['64:ff9b::808:808/128', '8.8.8.8/32'], ['::/0', '0.0.0.0/0'], ['2001:db8::/32', undefined]])('a NAT gateway sends %s on as %s', (text, expected) => {
  expect(translated(block(text))?.text).toBe(expected);
});
