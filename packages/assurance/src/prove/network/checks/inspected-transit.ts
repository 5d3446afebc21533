import type { Finding } from '../../../report/report';
import { common, EVERYWHERE } from '../cidr';
import { endpointsOf } from '../endpoints';
import type { Item } from '../items';
import { ruleFor, type Scene } from '../scene';
import type { Subnet, Vpc } from '../topology';
import { ATTACHMENTS } from '../transit';
import type { Path } from '../walk';
import { firewallsOf } from './internet';

/**
 * What goes to other networks over a transit gateway passes a firewall, there and back, where that was asked for
 * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html).
 */
export function inspectedTransit(scene: Scene): Finding[] {
  const ways = scene.topology.workloadSubnets.flatMap((subnet) => waysAcross(scene, subnet).map((path) => ({ subnet, path })));
  const firewalls = new Set(ways.flatMap(({ path }) => firewallsOf(path)).flatMap(({ item }) => item ?? []));
  return [...ways.flatMap(({ subnet, path }) => [...past(subnet, path), ...backPast(scene, subnet, path)]), ...[...firewalls].flatMap((firewall) => asymmetric(scene, firewall))];
}

/** The ways of a subnet to other VPCs over a transit gateway that have to be inspected. Where only the firewall itself stands nothing is reached. */
export function waysAcross(scene: Scene, subnet: Subnet): Path[] {
  if (!ruleFor(scene, subnet.vpc).connections.includes('inspected-transit')) return [];
  return EVERYWHERE.flatMap((to) => scene.walk.from(subnet, to))
    .filter(({ end, vpc, through }) => end === 'delivered' && vpc !== subnet.vpc && through.some(({ kind }) => kind === 'transit gateway') && !isFirewallsOwn(scene, vpc));
}

const inWords = ({ hops }: Path) => hops.join(' → ');

function past(subnet: Subnet, path: Path): Finding[] {
  return firewallsOf(path).length > 0 ? [] : [{
    rule: 'transit-uninspected', level: 'error', place: subnet.item.place, message: `there is a way to another network past any firewall, by which it was to be inspected: ${inWords(path)}`,
    remedy: 'lead the transit gateway\'s tables to the attachment of the firewall\'s VPC, or ask in the matrix for transit',
  }];
}

function backPast({ walk }: Scene, subnet: Subnet, path: Path): Finding[] {
  const there = firewallsOf(path).map(({ item }) => item);
  const { block } = subnet;
  if (there.length === 0) return [];
  if (path.to.family === 6) {
    subnet.item.undecided('the way back of IPv6 from other networks', 'only IPv4 addresses of subnets are read');
    return [];
  }
  if (!block) {
    subnet.item.undecided('the way back from other networks', 'the addresses of a subnet are known at deployment');
    return [];
  }
  const answering = path.vpc.subnets.filter((one) => one.block && common(one.block, path.to));
  const back = answering.flatMap((one) => walk.from(one, block)).filter(({ end, vpc }) => end === 'delivered' && vpc === subnet.vpc);
  return back.filter((one) => !firewallsOf(one).some(({ item }) => there.includes(item))).map((one) => ({
    rule: 'transit-return-uninspected', level: 'error', place: subnet.item.place, message: `what comes back from another network passes the firewall by: ${inWords(one)}, while the way there is ${inWords(path)}`,
    remedy: 'lead the table of that network\'s attachment to the firewall\'s VPC, for the addresses of the workloads',
  }));
}

/** Without appliance mode a transit gateway takes the zone that packets come from, which for answers may be another one. */
function asymmetric({ items, topology }: Scene, firewall: Item): Finding[] {
  const vpcs = new Set(topology.subnetsOf(firewall, 'SubnetMappings[].SubnetId', 'SubnetMapping.SubnetId').map(({ vpc }) => vpc.item));
  const attachments = items.of(...ATTACHMENTS).filter((one) => vpcs.has(items.find(one.text('VpcId'), one) as Item));
  return attachments.filter((one) => !one.texts('Options.ApplianceModeSupport').includes('enable')).map((one) => ({
    rule: 'inspection-asymmetric', level: 'error', place: one.place, message: `attachment ${one.words} leads to firewall ${firewall.words} without appliance mode: answers may come to the endpoint of another zone, which drops them`,
    remedy: 'set Options.ApplianceModeSupport to enable',
  }));
}

/** Where the firewall's VPC has workloads or interface endpoints as well, these are reached past it. */
function isFirewallsOwn({ items, topology }: Scene, vpc: Vpc): boolean {
  const holds = items.of('AWS::NetworkFirewall::Firewall').some((firewall) => topology.subnetsOf(firewall, 'SubnetMappings[].SubnetId').some((subnet) => subnet.vpc === vpc));
  const serves = endpointsOf(topology).some((endpoint) => endpoint.kind === 'Interface' && endpoint.vpc === vpc);
  return holds && !serves && !topology.workloadSubnets.some((subnet) => subnet.vpc === vpc);
}
