import { Fn } from 'aws-cdk-lib';
import type { AllocateCidrRequest, IIpAddresses, SubnetIpamOptions, VpcIpamOptions } from 'aws-cdk-lib/aws-ec2';
import type { AddressSource } from '../../address-plan/network-addresses';
import { SubnetTier } from '../../subnet-tier';
import { cidrOf, type Ipv4Block, parseBlock } from './ipv4-block';
import { bitsOf, placeOf, subnetBlock, zoneBlock } from './subnet-layout';

/** Gives each subnet the block of its tier and zone. */
export class SubnetAddresses implements IIpAddresses {
  constructor(private readonly source: AddressSource, private readonly zones: readonly string[]) {}

  allocateVpcCidr(): VpcIpamOptions {
    const { cidr, ipam } = this.source;
    return ipam ? { ipv4IpamPoolId: ipam.poolId, ipv4NetmaskLength: ipam.netmaskLength } : { cidrBlock: cidr };
  }

  allocateSubnetsCidr({ vpcCidr, requestedSubnets }: AllocateCidrRequest): SubnetIpamOptions {
    return {
      allocatedSubnets: requestedSubnets.map(({ configuration, availabilityZone }) => ({ cidr: this.cidrFor(vpcCidr, configuration.name as SubnetTier, this.zones.indexOf(availabilityZone)) })),
    };
  }

  private cidrFor(vpcCidr: string, tier: SubnetTier, zone: number): string {
    const { cidr, workloadCidr, ipam } = this.source;
    if (ipam) return Fn.select(placeOf(tier, zone), Fn.cidr(vpcCidr, 2 ** bitsOf(tier), String(32 - ipam.netmaskLength - bitsOf(tier))));
    if (workloadCidr && tier === SubnetTier.ISOLATED) return cidrOf(zoneBlock(checked(workloadCidr), zone));
    return cidrOf(subnetBlock(checked(cidr), tier, zone));
  }
}

/** The network's props were checked before. */
const checked = (cidr: string | undefined): Ipv4Block => parseBlock(cidr ?? '') as Ipv4Block;
