import type { Place } from '../../assembly/graph/policy-graph';
import { listed } from '../../assembly/graph/principals';
import { Unresolved } from '../../assembly/intrinsics';
import { type Cidr, EVERYWHERE, parseCidr } from './cidr';
import type { Item, Items } from './items';

/** A rule of a security group: whom it lets in, or where it lets out. */
export interface GroupRule {
  readonly place: Place;
  /** `tcp 443` */
  readonly words: string;
  /** `-1` for all. */
  readonly protocol: string;
  readonly ports: readonly [from: number, to: number];
  readonly block?: Cidr;
  readonly group?: Item;
  /** The id of a prefix list, or that there is one whose id the deployment knows. */
  readonly prefixList?: string;
  /** Why it is not known whom it is about. */
  readonly open?: string;
}

type Direction = 'ingress' | 'egress';
type Json = Readonly<Record<string, unknown>>;

const INLINE: Readonly<Record<Direction, string>> = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' };

/**
 * The rules of a group, those of its own and those that stand by themselves. A group without a rule for what goes out of its own lets everything out; a
 * rule that stands by itself does not change that (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html).
 */
export function groupRules(items: Items, group: Item, direction: Direction): GroupRule[] {
  const own = listed<Json>(group.known(INLINE[direction])).filter((rule) => typeof rule === 'object');
  const alone = items.of(`AWS::EC2::${INLINE[direction]}`).filter((one) => items.find(one.text('GroupId'), one) === group);
  const implied = direction === 'egress' && own.length === 0 ? EVERYWHERE.map((block): GroupRule => ({ place: group.place, words: 'everything', protocol: '-1', ports: [0, 65535], block })) : [];
  return [...implied, ...own.map((rule) => ruleOf(items, group, (name) => rule[name])), ...alone.map((one) => ruleOf(items, one, (name) => one.value(name)))];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html and its like for egress */
function ruleOf(items: Items, item: Item, read: (property: string) => unknown): GroupRule {
  const one = (...names: string[]) => names.map(read).find((value) => value !== undefined);
  const protocol = String(one('IpProtocol'));
  const [from, to] = [one('FromPort'), one('ToPort')].map(Number);
  const ports: GroupRule['ports'] = protocol === '-1' || from === -1 || Number.isNaN(from) ? [0, 65535] : [from, Number.isNaN(to) ? from : to];
  const address = one('CidrIp', 'CidrIpv6');
  const group = one('SourceSecurityGroupId', 'DestinationSecurityGroupId');
  const list = one('SourcePrefixListId', 'DestinationPrefixListId');
  const unknown = [address, group].find((value) => value instanceof Unresolved);
  const known = typeof group === 'string' ? items.find(group, item) : undefined;
  return {
    place: item.place, protocol, ports, group: known,
    words: protocol === '-1' ? 'everything' : `${protocol} ${ports[0] === ports[1] ? ports[0] : ports.join('–')}`,
    block: typeof address === 'string' ? parseCidr(address) : undefined,
    prefixList: list === undefined ? undefined : typeof list === 'string' ? list : 'a prefix list that the deployment names',
    open: unknown?.why ?? (group !== undefined && !known ? `the security group ${String(group)} is not among what was read` : undefined),
  };
}

/** Whether a rule is about a TCP port. */
export const isForTcp = ({ protocol, ports }: GroupRule, port: number): boolean => ['-1', 'tcp', '6'].includes(protocol) && ports[0] <= port && port <= ports[1];
