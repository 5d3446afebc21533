import type { Subnet, Vpc } from '../prove/network/topology';
import { routesOf } from './read-routes';
import type { Source } from './read-vpc';

export interface TierGroup {
  readonly name: string;
  readonly facts: readonly string[];
  readonly subnets: readonly Subnet[];
}

/**
 * Subnets that belong together: by the tag `aws-cdk:subnet-name`, else by where their route tables lead. Those of workloads first, then what serves
 * them, last what leads out.
 */
export function groupTiers({ subnets }: Vpc, source: Source, holds: (subnet: Subnet) => readonly string[], hasEndpoints: (subnet: Subnet) => boolean): TierGroup[] {
  const groups = new Map<string, Subnet[]>();
  for (const subnet of subnets) {
    const name = tagOf(subnet) ?? byRoutes(subnet, source);
    groups.set(name, [...(groups.get(name) ?? []), subnet]);
  }
  const rank = (group: readonly Subnet[]) => {
    const held = group.flatMap(holds);
    const kinds = group.flatMap((subnet) => routesOf(subnet, source).map(({ target }) => target.kind));
    if (kinds.includes('internet gateway')) return 5;
    if (held.includes('NAT gateway')) return 4;
    if (held.includes('Firewall endpoint')) return 3;
    if (held.includes('Transit attachment')) return 2;
    return group.some(hasEndpoints) && !group.some((subnet) => source.topology.workloadSubnets.includes(subnet)) ? 1 : 0;
  };
  return [...groups].map(([name, members]) => ({ name, facts: factsOf(members, source), subnets: members, rank: rank(members) })).sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
}

function tagOf({ item }: Subnet): string | undefined {
  const name: unknown = item.tags['aws-cdk:subnet-name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function byRoutes(subnet: Subnet, source: Source): string {
  if (!subnet.table) return source.items.of('AWS::EC2::SubnetRouteTableAssociation').some((one) => source.items.find(one.text('SubnetId'), one) === subnet.item) ? 'Table not read' : 'Main route table';
  const kinds = routesOf(subnet, source).map(({ target }) => target.kind).filter((kind) => kind !== 'unknown');
  return kinds.length === 0 ? 'No route out' : `Leads to ${[...new Set(kinds)].sort().join(', ')}`;
}

function factsOf(subnets: readonly Subnet[], source: Source): string[] {
  const { topology } = source;
  const all = (test: (subnet: Subnet) => boolean) => subnets.every(test);
  return [
    ...(all((subnet) => topology.workloadSubnets.includes(subnet)) ? ['workloads'] : []),
    ...(all(({ acl }) => acl !== undefined) ? ['own network ACL'] : []),
    ...(all((subnet) => subnet.table !== undefined && routesOf(subnet, source).length === 0) ? ['no route out'] : []),
    ...(subnets.some(({ item }) => [true, 'true'].includes(item.value('MapPublicIpOnLaunch') as string | boolean)) ? ['public addresses'] : []),
  ];
}
