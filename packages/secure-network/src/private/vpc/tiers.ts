import type { SecureNetworkProps } from '../../secure-network';
import { SubnetTier } from '../../subnet-tier';

/** The tiers of a network: those that it is given or has by default, and those that come with its egress. */
export const tiersOf = ({ tiers = [SubnetTier.ISOLATED, SubnetTier.ENDPOINT], egress }: Pick<SecureNetworkProps, 'tiers' | 'egress'>): SubnetTier[] => [...new Set([...tiers, ...(egress?._tiers ?? [])])];
