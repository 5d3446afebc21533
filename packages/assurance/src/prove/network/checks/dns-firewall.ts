import type { Finding } from '../../../report/report';
import type { Item, Items } from '../items';
import type { Scene } from '../scene';
import type { Vpc } from '../topology';

interface Rule {
  readonly group: Item;
  readonly order: readonly [group: number, rule: number];
  readonly action: string;
  readonly domains: readonly string[] | undefined;
}

/**
 * Names are a way out: what asks the VPC's resolver for `secret.example.com` tells it to whoever answers for `example.com`. A DNS firewall that blocks all but what is
 * listed shuts it (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html).
 */
export function dnsFirewall({ topology, items }: Scene): Finding[] {
  const vpcs = topology.vpcs.filter((vpc) => topology.workloadSubnets.some((subnet) => subnet.vpc === vpc));
  return vpcs.flatMap((vpc) => (vpc.item.text('EnableDnsSupport') === 'false' ? [] : ofVpc(vpc, items)));
}

function ofVpc({ item: vpc }: Vpc, items: Items): Finding[] {
  const associations = items.of('AWS::Route53Resolver::FirewallRuleGroupAssociation').filter((one) => items.find(one.text('VpcId'), one) === vpc);
  const groups = associations.flatMap((one) => {
    const group = items.named(one, 'FirewallRuleGroupId');
    return group ? [{ group, priority: Number(one.text('Priority')) }] : [];
  });
  if (associations.length === 0) return [{ rule: 'dns-open', level: 'warning', place: vpc.place, message: `DNS is a way out of VPC ${vpc.words}: no DNS firewall is associated with it`, remedy: 'associate a rule group whose last rule blocks every domain' }];
  const rules = groups.flatMap(({ group, priority }) => rulesOf(group, priority, items)).sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1]);
  const last = rules.at(-1);
  const open = last && isBlockOfAll(last) ? [] : groups.length < associations.length || rules.some(({ domains }) => domains === undefined) ? [] : [notBlocked(vpc, last)];
  const before = rules.slice(0, -1).filter(({ action, domains }) => action !== 'BLOCK' && domains?.includes('*')).map((rule) => allowsAll(vpc, rule));
  const failing = items.of('AWS::Route53Resolver::FirewallConfig').filter((one) => items.find(one.text('ResourceId'), one) === vpc && one.text('FirewallFailOpen') === 'ENABLED');
  return [...open, ...before, ...failing.map((one): Finding => ({ rule: 'dns-fails-open', level: 'warning', place: one.place, message: `the DNS firewall of VPC ${vpc.words} lets everything through when it does not answer`, remedy: 'set FirewallFailOpen to DISABLED' }))];
}

/** The lower number goes first, among groups and among rules. */
function rulesOf(group: Item, priority: number, items: Items): Rule[] {
  const rules = (group.known('FirewallRules') ?? []) as Readonly<Record<string, unknown>>[];
  return rules.map((rule) => {
    const list = typeof rule.FirewallDomainListId === 'string' ? items.find(rule.FirewallDomainListId, group) : undefined;
    if (!list) group.undecided(`the domains of rule ${String(rule.Priority)}`, 'the domain list is not among what was read');
    return { group, order: [priority, Number(rule.Priority)] as const, action: String(rule.Action), domains: list?.texts('Domains[]') };
  });
}

const isBlockOfAll = ({ action, domains }: Rule) => action === 'BLOCK' && domains?.includes('*') === true;

function notBlocked(vpc: Item, last: Rule | undefined): Finding {
  const what = last ? `its last rule (${last.group.words}, priority ${last.order[1]}) is ${last.action} for ${last.domains?.join(', ')}` : 'its rule groups have no rule';
  return { rule: 'dns-firewall', level: 'error', place: vpc.place, message: `the DNS firewall of VPC ${vpc.words} does not block what is not listed: ${what}`, remedy: 'end with a rule that blocks the domain *' };
}

function allowsAll(vpc: Item, { group, order, action }: Rule): Finding {
  return { rule: 'dns-firewall', level: 'error', place: group.place, message: `the DNS firewall of VPC ${vpc.words} lets every domain through: rule ${order[1]} of ${group.words} is ${action} for *`, remedy: 'list the domains that are needed' };
}
