import type { Finding } from '../../../report/report';
import { stoppedBy } from '../network-acls';
import type { Scene } from '../scene';
import { groupRules } from '../security-groups';
import type { Subnet, Workload } from '../topology';

/** A security group that lets its own members in says that they speak with each other, as those of a distributed training do: network ACLs must not stand between them. */
export function members(scene: Scene): Finding[] {
  return scene.topology.workloads.flatMap((workload) => [...new Set(obstacles(scene, workload))].map((reason): Finding => ({
    rule: 'members-apart', level: 'error', place: workload.item.place, remedy: 'let the ports that the group names through, in both directions, or take its rule away',
    message: `members of ${workload.words} in different subnets do not reach each other, as their security group says: ${reason}`,
  })));
}

function obstacles({ items }: Scene, workload: Workload): string[] {
  const among = workload.groups.flatMap((group) => groupRules(items, group, 'ingress').filter((rule) => rule.group && workload.groups.includes(rule.group) && ['-1', 'tcp', '6'].includes(rule.protocol)));
  return among.flatMap(({ ports }) => pairs(workload.subnets).flatMap(([from, to]) => {
    // addresses that only the deployment knows are listed by the check of endpoints
    if (!from.block || !to.block) return [];
    return [from.acl && stoppedBy(items, from.acl, 'out', to.block, ports), to.acl && stoppedBy(items, to.acl, 'in', from.block, ports)].filter((reason) => reason !== undefined);
  }));
}

const pairs = (subnets: readonly Subnet[]): [Subnet, Subnet][] => subnets.flatMap((from) => subnets.filter((to) => to !== from && to.vpc === from.vpc).map((to): [Subnet, Subnet] => [from, to]));
