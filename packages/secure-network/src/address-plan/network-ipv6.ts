import { CfnVPCCidrBlock, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { VPC_PREFIX } from '../private/addresses/ipv6-layout';

/**
 * IPv6 addresses of a network, beside those of IPv4: a /56, of which each subnet has a /64 at a place of its tier and zone, so that a tier or zone that comes later moves
 * nobody. They lead nowhere: there is no egress-only gateway and no route to `::/0`, and packets stay within the VPC
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html).
 * @example
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], ipv6: NetworkIpv6.amazonProvided() });
 */
export class NetworkIpv6 {
  /** A block that Amazon gives at deployment: of addresses of the internet, though no route leads there. */
  static amazonProvided(): NetworkIpv6 {
    return new NetworkIpv6();
  }

  /**
   * A block that a pool of IPAM gives at deployment, of private addresses as well
   * (https://docs.aws.amazon.com/vpc/latest/ipam/intro-create-ipv6-pools.html). The pool must let a /56 be taken.
   * @param poolId `ipam-pool-0123456789abcdef0`
   */
  static fromIpam(poolId: string): NetworkIpv6 {
    return new NetworkIpv6(poolId);
  }

  private constructor(
    /** The pool of IPAM from which the block comes; undefined where Amazon gives it. */
    readonly ipamPoolId?: string,
  ) {}

  /** @internal */
  _block(vpc: Vpc): CfnVPCCidrBlock {
    const source = this.ipamPoolId === undefined ? { amazonProvidedIpv6CidrBlock: true } : { ipv6IpamPoolId: this.ipamPoolId, ipv6NetmaskLength: VPC_PREFIX };
    return new CfnVPCCidrBlock(vpc, 'Ipv6Cidr', { vpcId: vpc.vpcId, ...source });
  }
}
