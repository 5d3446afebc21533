import * as fc from 'fast-check';
import { SubnetTier } from '../../../src';
import { addressesIn, overlap, parseBlock } from '../../../src/private/addresses/ipv4-block';
import { smallestFor, subnetBlock, ZONES, zoneBlock } from '../../../src/private/addresses/subnet-layout';

const TIERS = Object.values(SubnetTier);
const ZONE_PLACES = Array.from({ length: ZONES }, (_, zone) => zone);

test('of a /16 a zone has 8,192 addresses for workloads, 4,096 for endpoints and 1,024 for each other tier', () => {
  const network = { first: 10 * 2 ** 24, prefix: 16 };
  expect(TIERS.map((tier) => addressesIn(subnetBlock(network, tier, 0)))).toEqual([8192, 4096, 1024, 1024, 1024]);
});

test('no subnet overlaps another one, or leaves the network', () => {
  fc.assert(fc.property(fc.integer({ min: 16, max: 22 }), (prefix) => {
    const network = { first: 10 * 2 ** 24, prefix };
    const subnets = ZONE_PLACES.flatMap((zone) => TIERS.map((tier) => subnetBlock(network, tier, zone)));
    subnets.forEach((one, index) => expect(subnets.slice(index + 1).some((other) => overlap(one, other))).toBe(false));
    expect(subnets.every(({ first, prefix: own }) => first >= network.first && first + addressesIn({ prefix: own }) <= network.first + addressesIn(network))).toBe(true);
  }));
});

test('every tier has room in a /22, workloads and endpoints in a /24', () => {
  expect([smallestFor(TIERS), smallestFor([SubnetTier.ISOLATED, SubnetTier.ENDPOINT])]).toEqual([22, 24]);
});

test('a block of workloads has a quarter for each zone', () => {
  expect(ZONE_PLACES.map((zone) => zoneBlock({ first: 100 * 2 ** 24, prefix: 18 }, zone))).toEqual(['100.0.0.0/20', '100.0.16.0/20', '100.0.32.0/20', '100.0.48.0/20'].map(parseBlock));
});
