import type { Finding } from '../../../report/report';
import { EVERYWHERE } from '../cidr';
import type { Item } from '../items';
import { ruleFor, type Scene } from '../scene';
import type { Connection } from '../settings';
import type { Target } from '../targets';

/** Targets that lead out of the VPC, and the connection that asks for them, where there is one. */
const OUT: Partial<Record<Target['kind'], Connection | 'internet'>> = {
  'internet gateway': 'internet', 'egress-only internet gateway': 'internet', 'carrier gateway': 'internet', 'NAT gateway': 'internet', 'peering': 'peering', 'transit gateway': 'transit', 'core network': 'transit', 'VPN gateway': 'vpn', 'local gateway': 'vpn',
};

/**
 * A route out of a network that no workload uses: who starts a job chooses its subnets, and may choose those. Networks without workload subnets are left out, unless others' ways lead through them.
 */
export function idleWays(scene: Scene): Finding[] {
  const { topology, walk } = scene;
  const used = new Set<Item>(topology.workloadSubnets.flatMap((subnet) => EVERYWHERE.flatMap((to) => walk.from(subnet, to))).flatMap(({ routes }) => routes));
  return topology.vpcs.flatMap((vpc) => {
    const tables = [...new Set(vpc.subnets.flatMap(({ table }) => table ?? []))];
    const routes = tables.flatMap((table) => topology.routes(table).map((route) => ({ ...route, table })));
    if (!topology.workloadSubnets.some((subnet) => subnet.vpc === vpc) && !routes.some(({ item }) => used.has(item))) return [];
    const { connections } = ruleFor(scene, vpc);
    const isAsked = (by: Connection | 'internet') => by !== 'internet' && (connections.includes(by) || (by === 'transit' && connections.includes('inspected-transit')));
    return routes.flatMap(({ item, to, target, table }): Finding[] => {
      const by = OUT[target.kind];
      if (!by || used.has(item) || isAsked(by)) return [];
      return [{
        rule: 'idle-way-out', level: 'warning', place: item.place, message: `route ${to.text} of table ${table.words} leads out, to ${target.words}, and no workload uses it: whoever starts something in the table's subnets has it`,
        remedy: by === 'internet' ? 'take the route away, or the subnets that have it' : 'take the route away, or name the connection in the matrix',
      }];
    });
  });
}
