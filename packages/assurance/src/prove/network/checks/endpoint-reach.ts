import type { Finding } from '../../../report/report';
import { type Cidr, contains, EVERYWHERE } from '../cidr';
import { type Endpoint, endpointsOf } from '../endpoints';
import type { Item, Items } from '../items';
import { ANY_CLIENT, LINUX, type Ports, stoppedBy } from '../network-acls';
import { sharedByProfile } from '../profiles';
import type { Scene } from '../scene';
import { type GroupRule, groupRules, isForTcp } from '../security-groups';
import type { Subnet, Topology, Workload } from '../topology';
import { ATTACHMENTS } from '../transit';

const HTTPS: Ports = [443, 443];
/** From where clients ask: functions, and who knows what will have a security group, choose among more ports than Linux does. */
const clientPorts = ({ item }: Workload): readonly Ports[] => (['AWS::Lambda::Function', 'AWS::EC2::SecurityGroup', 'AWS::RAM::ResourceShare'].includes(item.type) ? ANY_CLIENT : LINUX);

interface Obstacle {
  readonly workload: Workload;
  readonly endpoint: Endpoint;
  readonly reason: string;
}

/** 443 reaches each endpoint of a VPC from each workload there, and the answers come back. */
export function endpointReach(scene: Scene): Finding[] {
  const endpoints = endpointsOf(scene.topology);
  const { topology, items } = scene;
  const known = new Map<string, string[]>();
  const obstacles = [...topology.workloads, ...participants(scene)].flatMap((workload) => [
    ...endpoints.filter(({ vpc, kind }) => kind !== 'GatewayLoadBalancer' && vpc !== undefined && workload.subnets.some((subnet) => subnet.vpc === vpc)),
    ...new Set(workload.subnets.flatMap(({ vpc }) => sharedByProfile(items, vpc, endpoints))),
  ].flatMap((endpoint) => [...new Set(endpoint.kind === 'Gateway' ? toGateway(scene, workload, endpoint) : toAlike(scene, workload, endpoint, known))].map((reason) => ({ workload, endpoint, reason }))));
  return [...together(obstacles), ...tables(scene, endpoints)];
}

/** Who has the subnets of a resource share: with security groups of their own, which no group of the owner's names. */
function participants({ items, topology }: Scene): Workload[] {
  return items.of('AWS::RAM::ResourceShare').flatMap((item): Workload[] => {
    const subnets = [...new Set(item.texts('ResourceArns[]').flatMap((arn) => topology.subnet(items.find(arn.split(':subnet/')[1], item)) ?? []))];
    return subnets.length === 0 ? [] : [{ item, words: `what participants of share ${item.words} start`, subnets, groups: [], isWhole: true }];
  });
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

/** Endpoints in the same subnets with the same groups are reached alike: asked once for each workload. */
function toAlike(scene: Scene, workload: Workload, endpoint: Endpoint, known: Map<string, string[]>): string[] {
  const { subnets, groups, vpc, unread } = endpoint;
  if (unread.length > 0 || subnets.some((subnet) => subnet.vpc !== vpc) || subnets.length === 0) return toInterface(scene, workload, endpoint);
  const key = [workload.words, ...[...subnets.map(({ item }) => item), ...groups].map(({ words }) => words)].join(' ');
  const reasons = known.get(key) ?? toInterface(scene, workload, endpoint);
  known.set(key, reasons);
  return reasons;
}

function toInterface(scene: Scene, workload: Workload, endpoint: Endpoint): string[] {
  const { items } = scene;
  const outside = endpoint.subnets.filter((subnet) => subnet.vpc !== endpoint.vpc);
  if (outside.length > 0) return [`endpoint ${endpoint.item.words} has a subnet of another VPC, ${outside[0].item.words}`];
  if (endpoint.subnets.length === 0) return endpoint.unread.includes('SubnetIds[]') ? [] : [`endpoint ${endpoint.item.words} has no subnet`];
  return workload.subnets.flatMap((from) => endpoint.subnets.flatMap((to) => [...byGroups(items, workload, endpoint, from, to), ...byAcls(items, workload, from, to), ...byRoutes(scene, workload, from, to)]));
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

/** From one network to the other, and back, by routes and by the network ACLs on the way. */
function byRoutes(scene: Scene, workload: Workload, from: Subnet, to: Subnet): string[] {
  if (from.vpc === to.vpc) return [];
  return [...oneWay(scene, from, to, HTTPS), ...clientPorts(workload).flatMap((ports) => oneWay(scene, to, from, ports))];
}

function oneWay({ walk, topology }: Scene, from: Subnet, to: Subnet, ports: Ports): string[] {
  if (!to.block || !from.block) {
    (from.block ? to : from).item.undecided('whether another network reaches it', 'the addresses of the subnet are known at deployment');
    return [];
  }
  const [source, destination] = [from.block, to.block];
  const lost = walk.lostFrom(from, destination).at(0);
  if (lost) return [`no route leads on to subnet ${to.item.words}: ${lost.hops.join(' → ')}`];
  const ways = walk.from(from, destination);
  const arriving = ways.filter(({ end, vpc }) => end === 'delivered' && vpc === to.vpc);
  if (arriving.length > 0) return arriving.flatMap(({ subnets }) => aclsOnTheWay(topology, subnets.slice(1), from, source, destination, ports));
  if (!ways.some(({ end }) => end === 'outside')) return [`no route leads from subnet ${from.item.words} to subnet ${to.item.words}`];
  from.item.undecided(`whether it reaches subnet ${to.item.words}`, 'what is on the way was not read');
  return [];
}

/**
 * Of an attachment's subnets the ACL is asked for what comes from the VPC to the transit gateway with its entries in, and for what comes out of the transit gateway with its entries out
 * (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html); of a firewall's subnets with both.
 */
function aclsOnTheWay(topology: Topology, passed: readonly Subnet[], from: Subnet, source: Cidr, destination: Cidr, ports: Ports): string[] {
  const { items } = topology;
  const attachments = items.of(...ATTACHMENTS).map((item) => topology.subnetsOf(item, 'SubnetIds[]'));
  const attached = new Set(attachments.flat());
  const leaving = attachments.filter((subnets) => subnets.some(({ vpc }) => vpc === from.vpc)).flat();
  return [
    ...leaving.map(({ acl }) => acl && stoppedBy(items, acl, 'in', source, ports)),
    ...passed.map(({ acl }) => acl && stoppedBy(items, acl, 'out', destination, ports)),
    ...passed.filter((subnet) => !attached.has(subnet)).map(({ acl }) => acl && stoppedBy(items, acl, 'in', source, ports)),
  ].filter((reason) => reason !== undefined);
}

/** Network ACLs have no memory: answers need entries of their own. They do not stand between two addresses of one subnet. */
function byAcls(items: Items, workload: Workload, from: Subnet, to: Subnet): string[] {
  if (from === to || (!from.acl && !to.acl)) return [];
  if (!from.block || !to.block) {
    (from.block ? to : from).item.undecided('whether network ACLs let 443 through', 'the addresses of the subnet are known at deployment');
    return [];
  }
  const clients = clientPorts(workload);
  const stops = [
    from.acl && stoppedBy(items, from.acl, 'out', to.block, HTTPS), to.acl && stoppedBy(items, to.acl, 'in', from.block, HTTPS),
    ...clients.flatMap((ports) => [to.acl && stoppedBy(items, to.acl, 'out', from.block as Cidr, ports), from.acl && stoppedBy(items, from.acl, 'in', to.block as Cidr, ports)]),
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
      return [stoppedBy(items, acl, 'out', everywhere, HTTPS), ...clientPorts(workload).map((ports) => stoppedBy(items, acl, 'in', everywhere, ports))].filter((reason) => reason !== undefined);
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
