import { listed } from '../../../assembly/graph/principals';
import { valuesAt } from '../../../assembly/graph/workloads';
import type { Finding } from '../../../report/report';
import type { Item } from '../items';
import { ruleFor, type Scene } from '../scene';
import { waysAcross } from './inspected-transit';
import { firewallsOf, waysOut } from './internet';

type Json = Readonly<Record<string, unknown>>;

/** A firewall by which a network's way to the internet or to other networks is to be inspected stops what is not listed (https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-settings.html). */
export function firewallPolicies(scene: Scene): Finding[] {
  const { items, topology } = scene;
  const inspected = topology.workloadSubnets.flatMap((subnet) => [...(ruleFor(scene, subnet.vpc).internet === 'inspected' ? waysOut(scene, subnet) : []), ...waysAcross(scene, subnet)]);
  const passed = inspected.flatMap(firewallsOf).flatMap(({ item }) => item ?? []);
  const firewalls = new Set(passed.flatMap((item) => (item.type === 'AWS::NetworkFirewall::Firewall' ? item : items.named(item, 'FirewallArn') ?? [])));
  const policies = new Set([...firewalls].flatMap((firewall) => items.named(firewall, 'FirewallPolicyArn') ?? []));
  return [...policies].flatMap((policy) => open(scene, policy).map((message): Finding => ({
    rule: 'firewall-policy', level: 'warning', place: policy.place, message: `firewall policy ${policy.words} inspects what it lets through anyway: ${message}`,
    remedy: 'forward to the stateful rules, evaluate them in strict order, and drop what no rule names',
  })));
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
    ...(dropsByDefault || groups.some(listsDomains) || !items.isWhole(policy, 'FirewallPolicy.StatefulRuleGroupReferences[].ResourceArn') ? [] : ['what no stateful rule names passes, and no rule group lists the domains that may be reached']),
  ];
}

const rulesOf = (group: Item, path: string): Json[] => valuesAt(`RuleGroup.RulesSource.${path}`, (name) => group.known(name)).flatMap(listed<Json>);

/** A list of domains that may be reached lets no other through (https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html). */
const listsDomains = (group: Item): boolean => rulesOf(group, 'RulesSourceList').some(({ GeneratedRulesType }) => GeneratedRulesType === 'ALLOWLIST');

const wholeTops = (group: Item): string[] => rulesOf(group, 'RulesSourceList').filter(({ GeneratedRulesType }) => GeneratedRulesType === 'ALLOWLIST').flatMap(({ Targets }) => listed<string>(Targets)).filter((domain) => /^\.?[^.]+$/.test(domain));

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
