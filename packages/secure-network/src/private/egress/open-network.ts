import type { ISubnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { SubnetTier } from '../../subnet-tier';

/** A network that gets a way out. */
export interface OpenNetwork {
  readonly vpc: Vpc;
  readonly availabilityZones: readonly string[];
  /** A tier's subnets in the order of the zones. */
  readonly subnetsOf: (tier: SubnetTier) => ISubnet[];
  /** The NAT gateway of each zone. */
  readonly natGatewayIds: readonly string[];
  /** The blocks of the network. */
  readonly blocks: readonly string[];
  readonly encryptionKey?: IKey;
}
