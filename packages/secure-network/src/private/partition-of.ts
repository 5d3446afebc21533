import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';

/** The partition that a region is in: `aws-cn`; undefined where the region is not known yet, or not known at all. */
export const partitionOf = (region: string): string | undefined => (Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition);
