import { listed } from '../../../assembly/graph/principals';
import { valuesAt } from '../../../assembly/graph/workloads';
import type { Finding } from '../../../report/report';
import { unaskedDomains } from '../domains';
import type { Item } from '../items';
import { ruleFor, type Scene } from '../scene';
import type { Vpc } from '../topology';
import { waysAcross } from './inspected-transit';
import { firewallsOf, waysOut } from './internet';

type Json = Readonly<Record<string, unknown>>;

/** A firewall by which a network's way to the internet or to other networks is to be inspected stops what is not listed (https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-settings.html), and logs it. */
export function firewallPolicies(scene: Scene): Finding[] {
  const firewalls = inspecting(scene);
  const policies = new Map<Item, Vpc[]>();
  for (const [firewall, vpcs] of firewalls) for (const policy of [scene.items.named(firewall, 'FirewallPolicyArn') ?? []].flat()) policies.set(policy, [...(policies.get(policy) ?? []), ...vpcs]);
  return [
    ...[...policies].flatMap(([policy, vpcs]) => [...open(scene, policy).map((message): Finding => ({
      rule: 'firewall-policy', level: 'warning', place: policy.place, message: `firewall policy ${policy.words} inspects what it lets through anyway: ${message}`,
      remedy: 'forward to the stateful rules, evaluate them in strict order, and drop what no rule names',
    })), ...unasked(scene, policy, vpcs)]),
    ...[...firewalls.keys()].flatMap((firewall) => unlogged(scene, firewall)),
  ];
}

/** The firewalls that ways pass which are to be inspected, and whose ways these are. */
function inspecting(scene: Scene): Map<Item, Vpc[]> {
  const { items, topology } = scene;
  const firewalls = new Map<Item, Vpc[]>();
  for (const subnet of topology.workloadSubnets) {
    const ways = [...(ruleFor(scene, subnet.vpc).internet === 'inspected' ? waysOut(scene, subnet) : []), ...waysAcross(scene, subnet)];
    const passed = ways.flatMap(firewallsOf).flatMap(({ item }) => item ?? []).flatMap((item) => (item.type === 'AWS::NetworkFirewall::Firewall' ? item : items.named(item, 'FirewallArn') ?? []));
    for (const firewall of new Set(passed)) firewalls.set(firewall, [...new Set([...(firewalls.get(firewall) ?? []), subnet.vpc])]);
  }
  return firewalls;
}

/** Domains that a list lets through and that nobody asked for, where people have said which they ask for. */
function unasked(scene: Scene, policy: Item, vpcs: readonly Vpc[]): Finding[] {
  const asked = vpcs.map((vpc) => ruleFor(scene, vpc).domains);
  if (asked.includes(undefined)) return [];
  return scene.items.namedAll(policy, 'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn').flatMap((group) => unaskedDomains(allowedBy(group), asked.flatMap((domains) => domains ?? [])).map((domain): Finding => ({
    rule: 'domain-unasked', level: 'error', place: group.place, message: `the list of ${group.words} lets ${domain} through, which nobody asked for`, remedy: 'take it away, or name it under domains in the matrix',
  })));
}

/** https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html */
function unlogged({ items }: Scene, firewall: Item): Finding[] {
  const logs = items.of('AWS::NetworkFirewall::LoggingConfiguration').filter((one) => items.find(one.text('FirewallArn'), one) === firewall);
  const types = logs.flatMap((one) => valuesAt('LoggingConfiguration.LogDestinationConfigs[].LogType', (name) => one.known(name)).flatMap(listed));
  return types.includes('ALERT') ? [] : [{ rule: 'firewall-log', level: 'warning', place: firewall.place, message: `firewall ${firewall.words} logs no alerts: nobody learns what it dropped`, remedy: 'add an AWS::NetworkFirewall::LoggingConfiguration with the log type ALERT' }];
}

function open({ items }: Scene, policy: Item): string[] {
  const of = (path: string) => valuesAt(`FirewallPolicy.${path}`, (name) => policy.known(name)).flatMap(listed);
  const groups = items.namedAll(policy, 'FirewallPolicy.StatelessRuleGroupReferences[].ResourceArn', 'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn');
  const stateless = ['StatelessDefaultActions', 'StatelessFragmentDefaultActions'].filter((name) => of(`${name}[]`).includes('aws:pass'));
  const dropsByDefault = of('StatefulEngineOptions.RuleOrder').includes('STRICT_ORDER') && of('StatefulDefaultActions[]').some((action) => String(action).startsWith('aws:drop_'));
  return [
    ...stateless.map((name) => `${name} is aws:pass`),
    ...groups.filter(passesAll).map((group) => `a rule of ${group.words} passes packets to every address`),
    ...groups.flatMap((group) => wholeTops(group).map((domain) => `the list of ${group.words} lets a whole top-level domain through, ${domain}`)),
    ...(dropsByDefault || !items.isWhole(policy, 'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn') ? [] : [`what no stateful rule names passes${groups.some(listsDomains) ? ': a list of domains stops TLS and HTTP only' : ', and no rule group lists the domains that may be reached'}`]),
  ];
}

const rulesOf = (group: Item, path: string): Json[] => valuesAt(`RuleGroup.RulesSource.${path}`, (name) => group.known(name)).flatMap(listed<Json>);

/** A list of domains that may be reached lets no other through by the protocols that it names (https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html). */
const listsDomains = (group: Item): boolean => rulesOf(group, 'RulesSourceList').some(({ GeneratedRulesType }) => GeneratedRulesType === 'ALLOWLIST');

const allowedBy = (group: Item): string[] => rulesOf(group, 'RulesSourceList').filter(({ GeneratedRulesType }) => GeneratedRulesType === 'ALLOWLIST').flatMap(({ Targets }) => listed<unknown>(Targets)).filter((target) => typeof target === 'string');

const wholeTops = (group: Item): string[] => allowedBy(group).filter((domain) => /^\.?[^.]+$/.test(domain));

/** Whether a stateless rule passes packets to every address, or a stateful one of every protocol to every port. Rules that are written for Suricata are not read. */
function passesAll(group: Item): boolean {
  const stateless = rulesOf(group, 'StatelessRulesAndCustomActions.StatelessRules[]').map(({ RuleDefinition }) => (RuleDefinition ?? {}) as { Actions?: unknown; MatchAttributes?: { Destinations?: unknown } });
  const everywhere = ({ Destinations }: { Destinations?: unknown } = {}) => {
    const to = listed<{ AddressDefinition?: unknown }>(Destinations).map(({ AddressDefinition }) => AddressDefinition);
    return to.length === 0 || to.some((address) => address === '0.0.0.0/0' || address === '::/0');
  };
  return stateless.some(({ Actions, MatchAttributes }) => listed(Actions).includes('aws:pass') && everywhere(MatchAttributes))
    || rulesOf(group, 'StatefulRules[]').some(({ Action, Header }) => {
      const { Protocol, Destination, DestinationPort } = (Header ?? {}) as Json;
      return Action === 'PASS' && Protocol === 'IP' && [Destination, DestinationPort].every((one) => one === 'ANY');
    });
}
