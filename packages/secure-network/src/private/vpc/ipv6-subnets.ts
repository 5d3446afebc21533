import { Fn } from 'aws-cdk-lib';
import type { CfnSubnet, CfnVPCCidrBlock, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { NetworkIpv6 } from '../../address-plan/network-ipv6';
import { SubnetTier } from '../../subnet-tier';
import { acknowledge, inCompliancePacks } from '../acknowledge';
import { ipv6PlaceOf, SUBNET_PREFIX, SUBNETS } from '../addresses/ipv6-layout';

/** The IPv6 block of a VPC. */
export interface Ipv6Block {
  /** In CIDR notation; known at deployment, once the VPC has it. */
  readonly cidr: string;
  /** What the VPC has it by: whatever uses it depends on this. */
  readonly association: CfnVPCCidrBlock;
}

/**
 * Gives a VPC and its subnets IPv6 addresses. `Vpc` does so too (`ipProtocol`), but adds an egress-only gateway and routes to it on the way, and places subnets in the order in
 * which it makes them.
 */
export function addIpv6(vpc: Vpc, ipv6: NetworkIpv6, subnetsByTier: ReadonlyMap<SubnetTier, readonly CfnSubnet[]>): Ipv6Block {
  const association = ipv6._block(vpc);
  closeDefaultGroupFirst(vpc, association);
  const cidr = Fn.select(0, vpc.vpcIpv6CidrBlocks);
  const parts = Fn.cidr(cidr, SUBNETS, String(128 - SUBNET_PREFIX));
  for (const [tier, subnets] of subnetsByTier) {
    for (const [zone, subnet] of subnets.entries()) {
      subnet.ipv6CidrBlock = Fn.select(ipv6PlaceOf(tier, zone), parts);
      // what AWS places in other tiers it gives addresses itself
      subnet.assignIpv6AddressOnCreation = tier === SubnetTier.ISOLATED;
      subnet.node.addDependency(association);
      if (tier === SubnetTier.ISOLATED) acknowledge(subnet, 'IPv6 addresses are public by their form: no route leads to or from these', ...inCompliancePacks('VPCSubnetAutoAssignPublicIpDisabled'));
    }
  }
  return { cidr, association };
}

/**
 * With its first IPv6 block a VPC's default security group gets a rule that lets everything out to `::/0`, unless its rules for what goes out were changed before
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html). The CDK's resource takes the rule for IPv4 away, and that one only: it comes first.
 */
function closeDefaultGroupFirst(vpc: Vpc, association: CfnVPCCidrBlock): void {
  association.node.addDependency(vpc.node.findChild('RestrictDefaultSecurityGroupCustomResource'));
}
