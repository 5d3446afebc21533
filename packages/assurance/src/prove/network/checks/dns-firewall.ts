import type { Finding } from '../../../report/report';
import { type DnsRule, dnsRules } from '../dns-rules';
import { unaskedDomains } from '../domains';
import type { Item } from '../items';
import { ruleFor, type Scene } from '../scene';
import type { Vpc } from '../topology';

/**
 * Names are a way out: what asks the VPC's resolver for `secret.example.com` tells it to whoever answers for `example.com`. A DNS firewall that blocks all but what is
 * listed shuts it (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html).
 */
export function dnsFirewall(scene: Scene): Finding[] {
  const { topology } = scene;
  const isGuarded = ({ item }: Vpc) => dnsRules(scene.items, item).associations.length > 0;
  const vpcs = topology.vpcs.filter((vpc) => topology.workloadSubnets.some((subnet) => subnet.vpc === vpc) || isGuarded(vpc));
  return vpcs.flatMap((vpc) => (vpc.item.text('EnableDnsSupport') === 'false' ? [] : ofVpc(scene, vpc)));
}

function ofVpc(scene: Scene, network: Vpc): Finding[] {
  const { items } = scene;
  const { item: vpc } = network;
  const { associations, rules, isWhole } = dnsRules(items, vpc);
  if (associations.length === 0) return [{ rule: 'dns-open', level: 'warning', place: vpc.place, message: `DNS is a way out of VPC ${vpc.words}: no DNS firewall is associated with it`, remedy: 'associate a rule group whose last rule blocks every domain' }];
  const last = rules.at(-1);
  const open = last && isBlockOfAll(last) ? [] : isWhole ? [notBlocked(vpc, last)] : [];
  const before = rules.slice(0, -1).filter(({ action, domains }) => action !== 'BLOCK' && domains?.includes('*')).map((rule) => allowsAll(vpc, rule));
  const wide = rules.filter(({ action }) => action !== 'BLOCK').flatMap((rule) => wholeTops(vpc, rule));
  const failing = items.of('AWS::Route53Resolver::FirewallConfig').filter((one) => items.find(one.text('ResourceId'), one) === vpc && one.text('FirewallFailOpen') === 'ENABLED');
  return [...open, ...before, ...wide, ...unasked(scene, network, rules), ...failing.map((one): Finding => ({ rule: 'dns-fails-open', level: 'warning', place: one.place, message: `the DNS firewall of VPC ${vpc.words} lets everything through when it does not answer`, remedy: 'set FirewallFailOpen to DISABLED' }))];
}

const isBlockOfAll = ({ action, domains }: DnsRule) => action === 'BLOCK' && domains?.includes('*') === true;

function notBlocked(vpc: Item, last: DnsRule | undefined): Finding {
  const what = last ? `its last rule (${last.group.words}, priority ${last.order[1]}) is ${last.action} for ${last.domains?.join(', ')}` : 'its rule groups have no rule';
  return { rule: 'dns-firewall', level: 'error', place: vpc.place, message: `the DNS firewall of VPC ${vpc.words} does not block what is not listed: ${what}`, remedy: 'end with a rule that blocks the domain *' };
}

/** Anybody may have a domain under a top-level domain: letting all of one through is little less than letting everything through. */
function wholeTops(vpc: Item, { group, order, action, domains = [] }: DnsRule): Finding[] {
  const tops = domains.filter((domain) => /^(\*\.)?[^.*]+\.?$/.test(domain));
  return tops.length === 0 ? [] : [{ rule: 'dns-firewall', level: 'warning', place: group.place, message: `the DNS firewall of VPC ${vpc.words} lets whole top-level domains through: rule ${order[1]} of ${group.words} is ${action} for ${tops.join(', ')}`, remedy: 'list the domains that are needed' }];
}

/** Where people have said which domains they ask for. */
function unasked(scene: Scene, network: Vpc, rules: readonly DnsRule[]): Finding[] {
  const { domains: asked } = ruleFor(scene, network);
  if (!asked) return [];
  return rules.filter(({ action }) => action !== 'BLOCK').flatMap(({ group, order, action, domains = [] }) => unaskedDomains(domains, asked).map((domain): Finding => ({
    rule: 'domain-unasked', level: 'error', place: group.place, message: `the DNS firewall of VPC ${network.item.words} lets ${domain} through, which nobody asked for: rule ${order[1]} of ${group.words} is ${action}`, remedy: 'take it away, or name it under domains in the matrix',
  })));
}

function allowsAll(vpc: Item, { group, order, action }: DnsRule): Finding {
  return { rule: 'dns-firewall', level: 'error', place: group.place, message: `the DNS firewall of VPC ${vpc.words} lets every domain through: rule ${order[1]} of ${group.words} is ${action} for *`, remedy: 'list the domains that are needed' };
}
