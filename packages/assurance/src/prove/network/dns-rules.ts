import type { Item, Items } from './items';

/** A rule of a DNS firewall. */
export interface DnsRule {
  readonly group: Item;
  /** The priorities of the group and of the rule in it: the lower number goes first. */
  readonly order: readonly [group: number, rule: number];
  /** `ALLOW`, `ALERT`, `BLOCK` */
  readonly action: string;
  /** undefined for a list that was not read, one of AWS's for instance. */
  readonly domains?: readonly string[];
}

export interface DnsFirewall {
  readonly associations: readonly Item[];
  /** In the order in which they are asked. */
  readonly rules: readonly DnsRule[];
  /** Whether every group and every list of domains was read. */
  readonly isWhole: boolean;
}

/** The DNS firewall of a VPC (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-groups.html). */
export function dnsRules(items: Items, vpc: Item): DnsFirewall {
  const associations = items.of('AWS::Route53Resolver::FirewallRuleGroupAssociation').filter((one) => items.find(one.text('VpcId'), one) === vpc);
  const groups = associations.flatMap((one) => {
    const group = items.named(one, 'FirewallRuleGroupId');
    return group ? [{ group, priority: Number(one.text('Priority')) }] : [];
  });
  const rules = groups.flatMap(({ group, priority }) => rulesOf(group, priority, items)).sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1]);
  return { associations, rules, isWhole: groups.length === associations.length && rules.every(({ domains }) => domains !== undefined) };
}

function rulesOf(group: Item, priority: number, items: Items): DnsRule[] {
  const rules = (group.known('FirewallRules') ?? []) as Readonly<Record<string, unknown>>[];
  return rules.map((rule) => {
    const list = typeof rule.FirewallDomainListId === 'string' ? items.find(rule.FirewallDomainListId, group) : undefined;
    if (!list) group.undecided(`the domains of rule ${String(rule.Priority)}`, 'the domain list is not among what was read');
    return { group, order: [priority, Number(rule.Priority)] as const, action: String(rule.Action), domains: list?.texts('Domains[]') };
  });
}

/** The rule that decides about a name; undefined where none is about it. */
export const ruleAbout = (rules: readonly DnsRule[], name: string): DnsRule | undefined => rules.find(({ domains }) => domains?.some((domain) => matches(domain.replace(/\.$/, ''), name)));

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html */
const matches = (domain: string, name: string): boolean => domain === '*' || domain === name || (domain.startsWith('*.') && name.endsWith(domain.slice(1)));
