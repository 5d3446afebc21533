import type { Place } from '../../assembly/graph/policy-graph';
import { Unresolved } from '../../assembly/intrinsics';
import { type Cidr, contains, overlap, parseCidr } from './cidr';
import type { Item, Items } from './items';

export type Ports = readonly [from: number, to: number];

/**
 * From where functions, and what is not known, ask (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html). Remote desktop's port is left out, which controls forbid to let in: of 64,000 connections
 * one begins anew (https://docs.aws.amazon.com/controltower/latest/controlreference/ec2-rules.html).
 */
export const ANY_CLIENT: readonly Ports[] = [[1024, 3388], [3390, 65535]];
/** From where Linux asks. */
export const LINUX: readonly Ports[] = [[32768, 61000]];

/** An entry of a network ACL. */
export interface AclEntry {
  readonly place: Place;
  readonly item: Item;
  readonly number: number;
  readonly allows: boolean;
  readonly protocol: string;
  readonly ports: Ports;
  readonly block?: Cidr;
}

/**
 * Whether a network ACL lets TCP through, for all of some ports and all of some addresses: entries are asked by their numbers, the first that fits decides, and what none
 * fits is denied (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html).
 * @param direction `out` of the subnet or `in`
 * @returns why not, in words; undefined where it does
 */
export function stoppedBy(items: Items, acl: Item, direction: 'in' | 'out', block: Cidr, ports: Ports): string | undefined {
  const what = `tcp ${words(ports)} ${direction === 'out' ? 'out to' : 'in from'} ${block.text}`;
  let left: Ports[] = [ports];
  for (const entry of aclEntries(items, acl, direction)) {
    if (!['-1', '6'].includes(entry.protocol) || !entry.block || !overlap(entry.block, block)) continue;
    const fits = left.some((one) => meets(one, entry.ports));
    if (fits && !entry.allows) return `entry ${entry.number} (${entry.item.logicalId}) of network ACL ${acl.words} denies ${what}`;
    // an entry for a part of the addresses only leaves the rest to those behind it
    if (fits && contains(entry.block, block)) left = left.flatMap((one) => without(one, entry.ports));
    if (left.length === 0) return undefined;
  }
  return `network ACL ${acl.words} has no entry that lets ${left.map((one) => words(one)).join(', ')} of ${what} through`;
}

/** The entries for a direction, in the order in which they are asked (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html). */
export function aclEntries(items: Items, acl: Item, direction: 'in' | 'out'): AclEntry[] {
  const own = items.of('AWS::EC2::NetworkAclEntry').filter((one) => items.find(one.text('NetworkAclId'), one) === acl && (one.text('Egress') === 'true') === (direction === 'out'));
  return own.map((item): AclEntry => {
    const range = item.value('PortRange') as { From?: unknown; To?: unknown } | Unresolved | undefined;
    const ports: Ports = range === undefined || range instanceof Unresolved || range.From === undefined ? [0, 65535] : [Number(range.From), Number(range.To ?? range.From)];
    return { place: item.place, item, number: Number(item.text('RuleNumber')), allows: item.text('RuleAction')?.toLowerCase() === 'allow', protocol: String(item.value('Protocol')), ports, block: parseCidr(item.text('CidrBlock') ?? item.text('Ipv6CidrBlock') ?? '') };
  }).sort((one, other) => one.number - other.number);
}

const words = ([from, to]: Ports) => (from === to ? String(from) : `${from}–${to}`);
const meets = (one: Ports, other: Ports) => one[0] <= other[1] && other[0] <= one[1];

function without([from, to]: Ports, [first, last]: Ports): Ports[] {
  if (last < from || first > to) return [[from, to]];
  return ([[from, first - 1], [last + 1, to]] as const).filter(([low, high]) => low <= high);
}
