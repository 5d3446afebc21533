import type { IpPermission } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import type { Finding } from '../rules';

const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** Whether the workloads' security group is there and closed, and the default one too. */
export function securityGroupFindings({ securityGroups }: NetworkFacts, { vpcId, workloadSecurityGroupId }: NetworkRequirements): Finding[] {
  const workload = securityGroups.find(({ GroupId }) => GroupId === workloadSecurityGroupId);
  const open = (workload?.IpPermissions ?? []).flatMap(sourcesOf).filter((source) => EVERYWHERE.includes(source));
  const standard = securityGroups.find(({ GroupName }) => GroupName === 'default');
  const rules = (standard?.IpPermissions?.length ?? 0) + (standard?.IpPermissionsEgress?.length ?? 0);
  return [
    ...(workload ? [] : [{ rule: 'workload-group' as const, found: `${workloadSecurityGroupId} is no group of ${vpcId}` }]),
    ...open.map((source) => ({ rule: 'workload-ingress' as const, found: `${workloadSecurityGroupId} lets ${source} in` })),
    ...(rules > 0 ? [{ rule: 'default-group' as const, found: `${standard?.GroupId} has ${rules} rule(s)` }] : []),
  ];
}

const sourcesOf = ({ IpRanges = [], Ipv6Ranges = [] }: IpPermission) => [...IpRanges.map(({ CidrIp = '' }) => CidrIp), ...Ipv6Ranges.map(({ CidrIpv6 = '' }) => CidrIpv6)];
