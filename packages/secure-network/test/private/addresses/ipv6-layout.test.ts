import * as fc from 'fast-check';
import { SubnetTier } from '../../../src';
import { ipv6PlaceOf, SUBNETS } from '../../../src/private/addresses/ipv6-layout';
import { ZONES } from '../../../src/private/addresses/subnet-layout';

const tiers = Object.values(SubnetTier);
const anywhere = fc.record({ tier: fc.constantFrom(...tiers), zone: fc.integer({ min: 0, max: ZONES - 1 }) });

test('no two subnets have the same place, and each is in the block', () => {
  fc.assert(fc.property(anywhere, anywhere, (one, other) => {
    const [first, second] = [one, other].map(({ tier, zone }) => ipv6PlaceOf(tier, zone));
    return (first === second) === (one.tier === other.tier && one.zone === other.zone) && [first, second].every((place) => Number.isInteger(place) && place >= 0 && place < SUBNETS);
  }));
});

test('a zone has a quarter of the block', () => {
  fc.assert(fc.property(anywhere, ({ tier, zone }) => Math.floor(ipv6PlaceOf(tier, zone) / (SUBNETS / ZONES)) === zone));
});

test('the places are those that networks have', () => {
  expect(tiers.map((tier) => `${tier} ${ipv6PlaceOf(tier, 0)} ${ipv6PlaceOf(tier, 3)}`)).toEqual(['Isolated 0 192', 'Endpoint 1 193', 'Transit 2 194', 'Inspection 3 195', 'Egress 4 196']);
});
