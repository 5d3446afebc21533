import type { IpPermission } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import { isPrivate } from '../private-space';
import type { Finding } from '../rules';

/** Whether the workloads' security group is there and closed, and the default one too. */
export function securityGroupFindings({ securityGroups }: NetworkFacts, { vpcId, workloadSecurityGroupId }: NetworkRequirements): Finding[] {
  const workload = securityGroups.find(({ GroupId }) => GroupId === workloadSecurityGroupId);
  const open = (workload?.IpPermissions ?? []).flatMap(sourcesOf).filter((source) => !isPrivate(source));
  const standard = securityGroups.find(({ GroupName }) => GroupName === 'default');
  const rules = (standard?.IpPermissions?.length ?? 0) + (standard?.IpPermissionsEgress?.length ?? 0);
  return [
    ...(workload ? [] : [{ rule: 'workload-group' as const, found: `${workloadSecurityGroupId} is no group of ${vpcId}` }]),
    ...open.map((source) => ({ rule: 'workload-ingress' as const, found: `${workloadSecurityGroupId} lets ${source} in` })),
    ...(rules > 0 ? [{ rule: 'default-group' as const, found: `${standard?.GroupId} has ${rules} rule(s)` }] : []),
  ];
}

/** Blocks, and prefix lists by their ids: what these hold is not looked into, so that they are no private blocks. */
const sourcesOf = ({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }: IpPermission) =>
  [...IpRanges.map(({ CidrIp = '' }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 = '' }) => CidrIpv6), ...PrefixListIds.map(({ PrefixListId = '' }) => PrefixListId)];
