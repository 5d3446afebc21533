import type { Finding } from '../../../report/report';
import { EVERYWHERE } from '../cidr';
import { endpointsOf } from '../endpoints';
import { ruleFor, type Scene } from '../scene';
import type { Connection } from '../settings';
import type { Target } from '../targets';
import type { Subnet } from '../topology';

const REMEDY = 'take it away, or name the connection in the matrix';

/** What each kind of target is a connection by. */
const BY: Partial<Record<Target['kind'], Connection>> = { 'peering': 'peering', 'transit gateway': 'transit', 'core network': 'transit', 'VPN gateway': 'vpn', 'local gateway': 'vpn' };

/** No workload subnet has a way to another network that nobody asked for. What a network was given to reach the internet is no such way as far as it ends there; a default route to a transit gateway may end there, one to a peering never does. */
export function connections(scene: Scene): Finding[] {
  return [...strangers(scene), ...ofSubnets(scene)];
}

/** An interface endpoint for a stranger's service carries whatever is sent to it into the stranger's network (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-saas.html). */
function strangers(scene: Scene): Finding[] {
  return endpointsOf(scene.topology).filter(({ isStrangers, vpc }) => isStrangers && !(vpc && ruleFor(scene, vpc).connections.includes('private-link'))).map(({ item, service }): Finding => ({
    rule: 'connection', level: 'error', place: item.place, message: `there is a way to another network, and nobody asked for one: endpoint ${item.words} → ${service}, a service of somebody else`, remedy: REMEDY,
  }));
}

function ofSubnets(scene: Scene): Finding[] {
  return scene.topology.workloadSubnets.flatMap((subnet) => [...routed(scene, subnet), ...propagated(scene, subnet)]);
}

function routed(scene: Scene, subnet: Subnet): Finding[] {
  const { connections: asked, internet } = ruleFor(scene, subnet.vpc);
  const paths = EVERYWHERE.flatMap((to) => scene.walk.from(subnet, to));
  return paths.flatMap(({ through, hops, end }) => {
    // behind the service of the endpoint stand appliances in a network of their own (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html)
    if (end === 'outside' && through.at(-1)?.kind === 'load balancer endpoint') return asked.includes('private-link') ? [] : [found(subnet, 'connection', hops, 'and nobody asked for one')];
    if (end === 'outside' && through.at(-1)?.kind === 'firewall') return [found(subnet, 'unknown-way-out', hops, 'what is behind it was not read')];
    const first = through.find(({ kind }) => !['firewall', 'load balancer endpoint', 'NAT gateway'].includes(kind));
    if (first?.kind === 'unknown' || first?.kind === 'instance') return end === 'internet' ? [] : [found(subnet, 'unknown-way-out', hops, 'what is behind it was not read')];
    const ways = through.filter(({ kind }) => BY[kind]);
    if (ways.length > 0 && end === 'outside') subnet.item.undecided(`what is behind ${hops.at(-1)}`, 'it is not among what was read');
    const toInternet = internet !== 'none' && hops.some((hop) => hop.startsWith('route 0.0.0.0/0'));
    const isAsked = ({ kind }: Target) => asked.includes(BY[kind] as Connection) || (BY[kind] === 'transit' && toInternet) || (kind === 'transit gateway' && asked.includes('inspected-transit'));
    if (end === 'internet' || ways.every(isAsked)) return [];
    return [found(subnet, 'connection', hops, 'and nobody asked for one')];
  });
}

/** Routes that a VPN gateway writes into a table by itself (https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html). */
function propagated(scene: Scene, subnet: Subnet): Finding[] {
  const { items } = scene;
  if (ruleFor(scene, subnet.vpc).connections.includes('vpn')) return [];
  return items.of('AWS::EC2::VPNGatewayRoutePropagation').filter((one) => subnet.table && items.namedAll(one, 'RouteTableIds[]').includes(subnet.table))
    .map((one) => found(subnet, 'connection', [`subnet ${subnet.item.words}`, `routes that ${one.words} propagates into table ${subnet.table?.words}`, 'a VPN gateway'], 'and nobody asked for one'));
}

function found(subnet: Subnet, rule: string, hops: readonly string[], why: string): Finding {
  return { rule, level: 'error', place: subnet.item.place, message: `there is a way to another network, ${why}: ${hops.join(' → ')}`, remedy: REMEDY };
}
