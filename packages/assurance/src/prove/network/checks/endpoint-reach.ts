import type { Finding } from '../../../report/report';
import { contains, EVERYWHERE } from '../cidr';
import { type Endpoint, endpointsOf } from '../endpoints';
import type { Item, Items } from '../items';
import { type Ports, stoppedBy } from '../network-acls';
import type { Scene } from '../scene';
import { type GroupRule, groupRules, isForTcp } from '../security-groups';
import type { Subnet, Workload } from '../topology';

const HTTPS: Ports = [443, 443];
/** From where clients ask: functions choose among more ports than Linux does (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html). */
const CLIENT_PORTS = (workload: Workload): Ports => (workload.item.type === 'AWS::Lambda::Function' ? [1024, 65535] : [32768, 61000]);

interface Obstacle {
  readonly workload: Workload;
  readonly endpoint: Endpoint;
  readonly reason: string;
}

/** 443 reaches each endpoint of a VPC from each workload there, and the answers come back. */
export function endpointReach(scene: Scene): Finding[] {
  const endpoints = endpointsOf(scene.topology);
  const obstacles = scene.topology.workloads.flatMap((workload) => endpoints.filter(({ vpc, kind }) => kind !== 'GatewayLoadBalancer' && vpc !== undefined && workload.subnets.some((subnet) => subnet.vpc === vpc))
    .flatMap((endpoint) => [...new Set(endpoint.kind === 'Gateway' ? toGateway(scene, workload, endpoint) : toInterface(scene, workload, endpoint))].map((reason) => ({ workload, endpoint, reason }))));
  return [...together(obstacles), ...tables(scene, endpoints)];
}

/** One finding for each workload and reason, with all endpoints that it is about. */
function together(obstacles: readonly Obstacle[]): Finding[] {
  const groups = new Map<string, Obstacle[]>();
  for (const one of obstacles) {
    const key = `${one.workload.words} ${one.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group): Finding => {
    const [{ workload, reason }] = group;
    return {
      rule: 'endpoint-unreachable', level: 'error', place: workload.item.place, remedy: 'let TCP 443 through there, and its answers',
      message: `${workload.words} does not reach ${group.map(({ endpoint }) => endpoint.service).sort().join(', ')} by 443: ${reason}`,
    };
  });
}

function toInterface({ items }: Scene, workload: Workload, endpoint: Endpoint): string[] {
  const outside = endpoint.subnets.filter((subnet) => subnet.vpc !== endpoint.vpc);
  if (outside.length > 0) return [`endpoint ${endpoint.item.words} has a subnet of another VPC, ${outside[0].item.words}`];
  if (endpoint.subnets.length === 0) return endpoint.unread.includes('SubnetIds[]') ? [] : [`endpoint ${endpoint.item.words} has no subnet`];
  return workload.subnets.flatMap((from) => endpoint.subnets.flatMap((to) => [...byGroups(items, workload, endpoint, from, to), ...byAcls(items, workload, from, to)]));
}

function byGroups(items: Items, workload: Workload, endpoint: Endpoint, from: Subnet, to: Subnet): string[] {
  const out = workload.groups.flatMap((group) => groupRules(items, group, 'egress'));
  const into = endpoint.groups.flatMap((group) => groupRules(items, group, 'ingress'));
  const names = (groups: Workload['groups']) => (groups.length === 0 ? 'the default security group' : `security group ${groups.map((group) => group.words).join(' and ')}`);
  const unread = !workload.isWhole ? workload.item : endpoint.unread.includes('SecurityGroupIds[]') ? endpoint.item : undefined;
  return [
    ...(workload.groups.length === 0 || passes(out, to, endpoint.groups, unread) ? [] : [`${names(workload.groups)} lets no tcp 443 out to endpoints in subnet ${to.item.words}`]),
    ...(passes(into, from, workload.groups, unread) ? [] : [`${names(endpoint.groups)} of the endpoints lets no tcp 443 in from subnet ${from.item.words}`]),
  ];
}

/**
 * Whether a rule for 443 is about a subnet's addresses or a group of who is there. What may be about them is listed as not decided, and is no obstacle.
 * @param unread whose groups were not all read. @default - all were
 */
function passes(rules: readonly GroupRule[], subnet: Subnet, groups: Workload['groups'], unread?: Item): boolean {
  const { block: addresses, vpc, item } = subnet;
  const forHttps = rules.filter((rule) => isForTcp(rule, 443));
  const known = addresses ? [addresses] : vpc.blocks;
  if (forHttps.some(({ block, group }) => block?.bits === 0 || (block && known.length > 0 && known.every((one) => contains(block, one))) || (group && groups.includes(group)))) return true;
  const open = forHttps.find((rule) => rule.open !== undefined);
  if (unread) unread.undecided('whether 443 passes its security groups', 'not all of them were read');
  else if (open) item.undecided('whether 443 passes security groups', `of a rule (${open.place.id}) it is not known whom it is about: ${open.open}`);
  else if (!addresses && forHttps.some(({ block }) => block)) item.undecided('whether 443 passes security groups', 'the addresses of the subnet are known at deployment');
  else return false;
  return true;
}

/** Network ACLs have no memory: answers need entries of their own. They do not stand between two addresses of one subnet. */
function byAcls(items: Items, workload: Workload, from: Subnet, to: Subnet): string[] {
  if (from === to || (!from.acl && !to.acl)) return [];
  if (!from.block || !to.block) {
    (from.block ? to : from).item.undecided('whether network ACLs let 443 through', 'the addresses of the subnet are known at deployment');
    return [];
  }
  const clients = CLIENT_PORTS(workload);
  const stops = [
    from.acl && stoppedBy(items, from.acl, 'out', to.block, HTTPS), to.acl && stoppedBy(items, to.acl, 'in', from.block, HTTPS),
    to.acl && stoppedBy(items, to.acl, 'out', from.block, clients), from.acl && stoppedBy(items, from.acl, 'in', to.block, clients),
  ];
  return stops.filter((reason) => reason !== undefined);
}

/** A gateway endpoint is reached at public addresses, which only a prefix list names. */
function toGateway({ items }: Scene, workload: Workload, endpoint: Endpoint): string[] {
  const out = workload.groups.flatMap((group) => groupRules(items, group, 'egress')).filter((rule) => isForTcp(rule, 443));
  const isLetOut = workload.groups.length === 0 || !workload.isWhole || out.some(({ block, prefixList }) => prefixList !== undefined || block?.bits === 0);
  return [
    ...(isLetOut ? [] : [`security group ${workload.groups.map((group) => group.words).join(' and ')} lets no tcp 443 out to the prefix list of a gateway endpoint`]),
    ...workload.subnets.filter(({ vpc }) => vpc === endpoint.vpc).flatMap(({ acl }) => {
      if (!acl) return [];
      const [everywhere] = EVERYWHERE;
      return [stoppedBy(items, acl, 'out', everywhere, HTTPS), stoppedBy(items, acl, 'in', everywhere, CLIENT_PORTS(workload))].filter((reason) => reason !== undefined);
    }),
  ];
}

/** Each table of a workload subnet has the route that a gateway endpoint writes into those it is associated with. */
function tables({ topology }: Scene, endpoints: readonly Endpoint[]): Finding[] {
  return endpoints.filter(({ kind }) => kind === 'Gateway').flatMap(({ item, vpc, service, unread }) => {
    const associated = topology.items.namedAll(item, 'RouteTableIds[]');
    if (unread.includes('RouteTableIds[]')) return [];
    return topology.workloadSubnets.filter((subnet) => subnet.vpc === vpc && !(subnet.table && associated.includes(subnet.table))).map(({ item: subnet, table }): Finding => ({
      rule: 'endpoint-unreachable', level: 'error', place: item.place, remedy: 'add the route table to RouteTableIds of the endpoint',
      message: `subnet ${subnet.words} does not reach ${service}: its route table ${table ? table.words : '(the main one of the VPC)'} is not associated with gateway endpoint ${item.words}`,
    }));
  });
}
