import type { Finding } from '../../../report/report';
import { type Cidr, overlap } from '../cidr';
import type { Item } from '../items';
import type { Scene } from '../scene';
import { type GroupRule, groupRules } from '../security-groups';

/** A rule between two security groups works where the other group has its side: what one lets in, the other lets out. */
export function oneSidedRules({ items, topology }: Scene): Finding[] {
  return items.of('AWS::EC2::SecurityGroup').flatMap((group) => {
    const members = topology.vpc(items.find(group.text('VpcId'), group))?.blocks ?? [];
    return (['ingress', 'egress'] as const).flatMap((direction) => groupRules(items, group, direction).flatMap((rule) => {
      const other = rule.group;
      if (!other) return [];
      const back = groupRules(items, other, direction === 'ingress' ? 'egress' : 'ingress');
      const names = (one: GroupRule) => one.group === group || one.open !== undefined || (one.block !== undefined && members.some((block) => overlap(block, one.block as Cidr)));
      return back.some((one) => covers(one, rule) && names(one)) ? [] : [found(group, other, direction, rule)];
    }));
  });
}

const covers = (one: GroupRule, rule: GroupRule): boolean => one.protocol === '-1' || (one.protocol === rule.protocol && one.ports[0] <= rule.ports[0] && rule.ports[1] <= one.ports[1]);

function found(group: Item, other: Item, direction: 'ingress' | 'egress', { place, words }: GroupRule): Finding {
  const message = direction === 'ingress'
    ? `security group ${group.words} lets ${words} in from ${other.words}, which does not let all of it out`
    : `security group ${group.words} lets ${words} out to ${other.words}, which does not let all of it in`;
  return { rule: 'one-sided-rule', level: 'warning', place, message, remedy: 'add the other side, or take this one away' };
}
