/** A pool of IPAM, from which AWS gives a network its block at deployment. */
export interface IpamAddressesProps {
  /** The id of the pool: `ipam-pool-…`. */
  readonly poolId: string;
  /** The prefix of the block, 16 to 24. */
  readonly netmaskLength: number;
}

/** Where a network's addresses come from, and where its workloads'. @internal */
export interface AddressSource {
  readonly cidr?: string;
  readonly workloadCidr?: string;
  readonly ipam?: IpamAddressesProps;
}

/**
 * The addresses of a network. A quarter of the block is a zone's, whether there is that zone or not; of that half is for workloads, a quarter for interface
 * endpoints, and a sixteenth each for the attachment to a transit gateway, for the firewall and for the way out: of a /16 a zone has 8,192, 4,096 and 3 times 1,024
 * addresses. AWS keeps five of each subnet (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
 * @example
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], addresses: NetworkAddresses.block('10.20.0.0/20') });
 */
export class NetworkAddresses {
  /**
   * A block.
   * @param cidr /16 to /24 in CIDR notation; to /22 where the network has more tiers than those of workloads and endpoints. No token: subnets are cut from it at synthesis.
   */
  static block(cidr: string): NetworkAddresses {
    return new NetworkAddresses({ cidr });
  }

  /**
   * A block for what other networks may reach, and another one, the VPC's secondary, for workloads, which nobody else needs to reach: so that many machines cost
   * few addresses of the enterprise.
   * @param cidr the block of endpoints, attachments and the way out: /16 to /24, or to /22
   * @param workloadCidr the block of workloads, /16 to /26: such as one of `100.64.0.0/10` (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html). Each zone has a quarter of it.
   */
  static withWorkloads(cidr: string, workloadCidr: string): NetworkAddresses {
    return new NetworkAddresses({ cidr, workloadCidr });
  }

  /** A block that IPAM gives at deployment; it is cut as the others are. */
  static fromIpam(props: IpamAddressesProps): NetworkAddresses {
    return new NetworkAddresses({ ipam: props });
  }

  /** The block in CIDR notation, where it is known before deployment. */
  readonly cidr?: string;
  /** The block of workloads, where they have one of their own. */
  readonly workloadCidr?: string;

  private constructor(
    /** @internal */
    readonly _source: AddressSource,
  ) {
    this.cidr = _source.cidr;
    this.workloadCidr = _source.workloadCidr;
  }
}
