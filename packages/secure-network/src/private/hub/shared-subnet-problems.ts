import { Stack } from 'aws-cdk-lib';
import { type CfnVPCEndpoint, VpcEndpointIpAddressType } from 'aws-cdk-lib/aws-ec2';
import type { SharedSubnetsProps } from '../../hub/shared-subnets';
import { SecureNetwork } from '../../secure-network';
import { SubnetTier } from '../../subnet-tier';
import { sharedWithProblems } from './hub-problems';
import { profileTrustProblems } from './profile-trust';
import type { Problem } from '../validation-error';

/** Why what stands in a tier is the owner's alone. */
const OWNERS: Readonly<Partial<Record<SubnetTier, string>>> = {
  [SubnetTier.EGRESS]: 'whoever places something there has the route to the internet gateway, past any firewall',
  [SubnetTier.INSPECTION]: 'what stands there is behind the firewall: its packets are inspected by nobody',
  [SubnetTier.TRANSIT]: 'only the attachment stands there, and no network ACL narrows what reaches it',
};

/** What is wrong with the props of shared subnets. */
export function sharedSubnetProblems({ network, sharedWith, tiers = [SubnetTier.ISOLATED] }: SharedSubnetsProps): Problem[] {
  const own = network instanceof SecureNetwork ? network : undefined;
  const dualStack = [...own?._interfaceEndpoints ?? []].filter(([, { node }]) => (node.defaultChild as CfnVPCEndpoint).ipAddressType === VpcEndpointIpAddressType.DUALSTACK).map(([id]) => id);
  const missing = tiers.filter((tier) => !(own?._tiers ?? [SubnetTier.ISOLATED]).includes(tier));
  return [
    ...(sharedWith.length > 0 ? [] : [{ prop: 'sharedWith', value: sharedWith, rule: 'subnets are shared with somebody', remedy: 'Name an account, an organisational unit or the organisation' }]),
    ...sharedWithProblems(sharedWith),
    ...(tiers.length > 0 ? [] : [{ prop: 'tiers', value: tiers, rule: 'there is something to share', remedy: 'Take SubnetTier.ISOLATED' }]),
    ...tiers.flatMap((tier, index) => (OWNERS[tier] ? [{ prop: `tiers[${index}]`, value: tier, rule: `it is the owner's alone: ${OWNERS[tier]}`, remedy: 'Share SubnetTier.ISOLATED, in which workloads run' }] : [])),
    ...(missing.length > 0 ? [{ prop: 'tiers', value: missing, rule: 'the network has subnets for it', remedy: own ? 'Add it to the network\'s tiers' : 'Leave tiers out: the subnets of the adopted network are shared' }] : []),
    ...(dualStack.length > 0 ? [{
      prop: 'network', value: dualStack, rule: 'participants reach endpoints over IPv4, and of a name that has IPv6 addresses too their clients try these first',
      remedy: 'Make the network without ipv6, or with endpoints that have no IPv6 addresses (supportsIpv6: false)',
    }] : []),
    ...(own ? profileTrustProblems(sharedWith, own._perimeter, Stack.of(own).account) : []),
  ];
}
