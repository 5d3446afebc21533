import type { Finding } from '../../../report/report';
import { EVERYWHERE, type Cidr } from '../cidr';
import { ruleFor, type Scene } from '../scene';
import type { Target } from '../targets';
import type { Subnet } from '../topology';
import type { Path } from '../walk';

/** No workload subnet has a way to the internet that its egress did not ask for; where it has to be inspected, it is, there and back. */
export function internetPaths(scene: Scene): Finding[] {
  return scene.topology.workloadSubnets.flatMap((subnet) => {
    const { internet } = ruleFor(scene, subnet.vpc);
    const paths = waysOut(scene, subnet);
    if (paths.length === 0 && internet !== 'none') return [missing(subnet, internet)];
    return paths.flatMap((path) => {
      if (internet === 'none') return [unasked(subnet, path, 'and nobody asked for one')];
      if (internet === 'nat') return isByNat(path) ? [] : [unasked(subnet, path, 'past any NAT gateway, which is what was asked for')];
      return uninspected(scene, subnet, path);
    });
  });
}

/** All ways of a subnet to the internet, over IPv4 and IPv6. */
export function waysOut({ walk }: Scene, subnet: Subnet): Path[] {
  return EVERYWHERE.flatMap((to: Cidr) => walk.from(subnet, to)).filter(({ end }) => end === 'internet');
}

const isByNat = ({ nat, through }: Path): boolean => Boolean(nat) || through.some(({ kind }) => kind === 'egress-only internet gateway');
const inWords = ({ hops }: Path) => hops.join(' → ');
/** The firewalls that a way passes. */
export const firewallsOf = ({ through }: Path): Target[] => through.filter(({ kind, item }) => kind === 'firewall' && item);
/** Endpoints of two zones do not know of each other's connections (https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html). */
const isSame = (one: Target, other: Target) => one.item === other.item && (one.zone === undefined || other.zone === undefined || one.zone === other.zone);

function unasked(subnet: Subnet, path: Path, why: string): Finding {
  return { rule: 'internet-path', level: 'error', place: subnet.item.place, message: `there is a way to the internet, ${why}: ${inWords(path)}`, remedy: remedyFor(subnet, path) };
}

/** Only what the matrix can let through is proposed: never a way straight to an internet gateway. */
function remedyFor({ item }: Subnet, path: Path): string {
  const allowing = firewallsOf(path).length > 0 ? 'inspected' : isByNat(path) ? 'nat' : undefined;
  if (!allowing) return 'take a route of it away: workloads go out by a firewall or a NAT gateway, or not at all';
  return `take a route of it away, or say under networks in the matrix (--matrix) that the network may have it: { stack: ${item.place.stack}, internet: ${allowing} }`;
}

function missing(subnet: Subnet, internet: string): Finding {
  return { rule: 'internet-path-missing', level: 'note', place: subnet.item.place, message: `subnet ${subnet.item.words} has no way to the internet, though its network may have one (${internet})` };
}

function uninspected(scene: Scene, subnet: Subnet, path: Path): Finding[] {
  const there = firewallsOf(path);
  if (there.length === 0) return [unasked(subnet, path, 'past the firewall by which it was to be inspected')];
  const back = waysBack(scene, subnet, path);
  if (back === undefined) return [];
  return back.filter((one) => !firewallsOf(one).some((firewall) => there.some((other) => isSame(firewall, other)))).map((one) => ({
    rule: 'internet-return-uninspected', level: 'error', place: subnet.item.place, message: `what comes back from the internet passes the firewall by: ${inWords(one)}, while the way there is ${inWords(path)}`,
    remedy: 'route what comes back to the firewall too: in the gateway\'s route table, or in that of the NAT gateway\'s subnet for the addresses of the workloads',
  }));
}

/**
 * The ways by which answers come back, from the gateway to the NAT gateway, if there is one, and on to the subnet.
 * @returns undefined where the addresses of a subnet are not known, which is listed
 */
function waysBack({ walk }: Scene, subnet: Subnet, path: Path): Path[] | undefined {
  const gateway = path.through.at(-1)?.item;
  if (!subnet.block || (path.nat && !path.nat.block)) return void subnet.item.undecided('the way back from the internet', 'the addresses of a subnet are known at deployment');
  if (!gateway || path.to.family === 6) return void subnet.item.undecided(`the way back of ${path.to.text}`, 'routes back to IPv6 addresses, and from gateways that were not read, are not followed');
  const toVpc = walk.fromGateway(gateway, path.vpc, (path.nat ?? subnet).block as Cidr);
  if (!path.nat) return toVpc.filter(({ end }) => end === 'delivered');
  const onward = walk.from(path.nat, subnet.block).filter(({ end, vpc }) => end === 'delivered' && vpc === subnet.vpc);
  return toVpc.flatMap((one) => onward.map((other): Path => ({ ...other, hops: [...one.hops, ...other.hops], through: [...one.through, ...other.through] })));
}
