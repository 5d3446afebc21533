import type { Finding } from '../../../report/report';
import { type Cidr, EVERYWHERE, parseCidr } from '../cidr';
import { ANY_CLIENT, LINUX, type Ports, stoppedBy } from '../network-acls';
import { ruleFor, type Scene } from '../scene';
import { groupRules, isForTcp } from '../security-groups';
import type { Target } from '../targets';
import type { Subnet } from '../topology';
import type { Path } from '../walk';
import { waysOut } from './internet';

const HTTPS: Ports = [443, 443];
const HTTP: Ports = [80, 80];

/** Somebody on the internet: an address of documentation (https://www.rfc-editor.org/rfc/rfc5737). */
const SOMEBODY = parseCidr('203.0.113.0/24') as Cidr;

/** Where a way to the internet was asked for and there is one, each of its branches leads there and back, and HTTPS passes the network ACLs of each subnet on it, as do the answers to Linux; whether HTTP does, for which a firewall's list may be, past security groups too, and answers to functions, is for the record. */
export function internetReach(scene: Scene): Finding[] {
  return scene.topology.workloadSubnets.filter(({ vpc }) => ruleFor(scene, vpc).internet !== 'none').flatMap((subnet) => {
    const ways = waysOut(scene, subnet).filter(({ to }) => to.family === 4);
    const https = [...ways.flatMap((way) => stops(scene, subnet, way, HTTPS, LINUX)), ...lost(scene, subnet, ways)];
    const more = ways.flatMap((way) => [...stops(scene, subnet, way, HTTPS, ANY_CLIENT), ...(listsHttp(scene, way.through) ? [...stops(scene, subnet, way, HTTP, LINUX), ...keptBack(scene, subnet)] : [])]);
    return [
      ...[...new Set(https)].map((reason): Finding => ({
        rule: 'internet-unreachable', level: 'error', place: subnet.item.place, message: `a way from subnet ${subnet.item.words} to the internet, which was asked for, is stopped: ${reason}`, remedy: 'lead packets and answers on, and let TCP 443 through there, and its answers',
      })),
      ...[...new Set(more)].filter((reason) => !https.includes(reason)).map((reason): Finding => ({ rule: 'internet-narrow', level: 'note', place: subnet.item.place, message: `from subnet ${subnet.item.words} Linux reaches the internet by HTTPS, and not all that may do: functions ask from more ports, a firewall's list may be for HTTP too: ${reason}` })),
    ];
  });
}

/** Packets to the internet, or their answers from a NAT gateway on, that no route leads on: those of one zone, for instance. */
function lost({ walk }: Scene, subnet: Subnet, ways: readonly Path[]): string[] {
  if (ways.length === 0) return [];
  const there = walk.lostFrom(subnet, SOMEBODY);
  const { block } = subnet;
  const back = block ? ways.flatMap(({ nat }) => (nat ? walk.lostFrom(nat, block) : [])) : [];
  return [...there.filter(({ routes }) => routes.length > 0), ...back].map(({ hops }) => `no route leads on: ${hops.join(' → ')}`);
}

function stops(scene: Scene, from: Subnet, { subnets, nat }: Path, asked: Ports, clients: readonly Ports[]): string[] {
  const { items } = scene;
  const { block } = from;
  if (!block) {
    from.item.undecided('whether network ACLs let 443 through to the internet', 'the addresses of the subnet are known at deployment');
    return [];
  }
  const [everywhere] = EVERYWHERE;
  return [...new Set(subnets)].flatMap((subnet) => {
    const { acl } = subnet;
    if (!acl) return [];
    const stopped = (direction: 'in' | 'out', other: Cidr, ports: readonly Ports[]) => ports.map((one) => stoppedBy(items, acl, direction, other, one));
    return [
      ...(subnet === from ? [] : [...stopped('in', block, [asked]), ...stopped('out', block, clients)]), ...stopped('out', everywhere, [asked]), ...stopped('in', everywhere, subnet === nat ? ANY_CLIENT : clients),
    ].filter((reason) => reason !== undefined);
  });
}

/** Workloads whose security groups are all read and let no HTTP out. */
function keptBack({ items, topology }: Scene, subnet: Subnet): string[] {
  return topology.workloads.filter(({ subnets, groups, isWhole }) => isWhole && groups.length > 0 && subnets.includes(subnet)).flatMap(({ words, groups }) => {
    const rules = groups.flatMap((group) => groupRules(items, group, 'egress')).filter((rule) => isForTcp(rule, HTTP[0]));
    const lets = rules.some(({ block, prefixList, open }) => block?.bits === 0 || prefixList !== undefined || open !== undefined);
    return lets ? [] : [`no security group of ${words} lets tcp 80 out to everywhere`];
  });
}

/** Whether a list of domains on the way is for HTTP too (https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html). */
function listsHttp({ items }: Scene, through: readonly Target[]): boolean {
  const policies = through.flatMap(({ item }) => (item?.type === 'AWS::NetworkFirewall::Firewall' ? items.named(item, 'FirewallPolicyArn') ?? [] : []));
  const groups = policies.flatMap((policy) => items.namedAll(policy, 'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn'));
  return groups.some((group) => group.texts('RuleGroup.RulesSource.RulesSourceList.TargetTypes[]').includes('HTTP_HOST'));
}
