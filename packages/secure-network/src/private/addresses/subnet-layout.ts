import { SubnetTier } from '../../subnet-tier';
import { type Ipv4Block, partOf } from './ipv4-block';

/** A network has room for so many zones: a zone that is added later moves no subnet. */
export const ZONES = 4;

/** Where a tier lies in a zone's block: how many bits its prefix is longer than the zone's, and its place among the blocks of that size. */
const PLACES: Readonly<Record<SubnetTier, { readonly bits: number; readonly index: number }>> = {
  [SubnetTier.ISOLATED]: { bits: 1, index: 0 },
  [SubnetTier.ENDPOINT]: { bits: 2, index: 2 },
  [SubnetTier.TRANSIT]: { bits: 4, index: 12 },
  [SubnetTier.INSPECTION]: { bits: 4, index: 13 },
  [SubnetTier.EGRESS]: { bits: 4, index: 14 },
};

/** Bits by which a subnet's prefix is longer than its network's. */
export const bitsOf = (tier: SubnetTier): number => Math.log2(ZONES) + PLACES[tier].bits;

/** The smallest subnet that a VPC may have (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
const SMALLEST_SUBNET = 28;

/** The prefix of the smallest network in which every one of these tiers has room. */
export const smallestFor = (tiers: readonly SubnetTier[]): number => SMALLEST_SUBNET - Math.max(...tiers.map(bitsOf));

/** The place of a tier's subnet in a zone, counted from 0, among the network's blocks of that size. */
export const placeOf = (tier: SubnetTier, zone: number): number => zone * 2 ** PLACES[tier].bits + PLACES[tier].index;

/** The block of that subnet. */
export const subnetBlock = (network: Ipv4Block, tier: SubnetTier, zone: number): Ipv4Block => partOf(network, network.prefix + bitsOf(tier), placeOf(tier, zone));

/** A block of its own for one tier: each zone has a quarter. */
export const zoneBlock = (block: Ipv4Block, zone: number): Ipv4Block => partOf(block, block.prefix + Math.log2(ZONES), zone);
