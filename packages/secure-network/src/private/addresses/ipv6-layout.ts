import { SubnetTier } from '../../subnet-tier';
import { ZONES } from './subnet-layout';

/** Of the block that Amazon gives to a VPC (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html). */
export const VPC_PREFIX = 56;
/** Of a subnet. */
export const SUBNET_PREFIX = 64;
/** How many subnets the block has room for. */
export const SUBNETS = 2 ** (SUBNET_PREFIX - VPC_PREFIX);

/** The place of each tier in a zone's quarter. A tier that there will be takes the next one. */
const PLACES: Readonly<Record<SubnetTier, number>> = {
  [SubnetTier.ISOLATED]: 0,
  [SubnetTier.ENDPOINT]: 1,
  [SubnetTier.TRANSIT]: 2,
  [SubnetTier.INSPECTION]: 3,
  [SubnetTier.EGRESS]: 4,
};

/** The place of a tier's subnet in a zone, counted from 0, among the /64 of the VPC's block: whichever other tiers and zones there are. */
export const ipv6PlaceOf = (tier: SubnetTier, zone: number): number => zone * (SUBNETS / ZONES) + PLACES[tier];
