import type { Item, Items } from './items';

const FIREWALLS = ['AWS::NetworkFirewall::Firewall', 'AWS::NetworkFirewall::VpcEndpointAssociation'];

/**
 * The firewall whose endpoint a route names. `EndpointIds` come in no particular order, so that templates pick theirs with functions or with a custom
 * resource that asks for it (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html): it is the one firewall
 * that the expression, or the custom resource behind it, refers to.
 * @returns undefined where it refers to none or to several
 */
export function firewallBehind(route: Item, items: Items): Item | undefined {
  const byLogicalId = new Map(items.all.filter(({ deployed }) => deployed === route.deployed).map((item) => [item.logicalId, item]));
  const firewalls = new Set<Item>();
  const seen = new Set<Item>();
  const look = (value: unknown): void => {
    for (const id of references(value)) {
      const item = byLogicalId.get(id);
      if (!item || seen.has(item)) continue;
      seen.add(item);
      if (FIREWALLS.includes(item.type)) firewalls.add(item);
      else if (/^(Custom::|AWS::CloudFormation::CustomResource$)/.test(item.type)) look({ ...item.resource.Properties, ServiceToken: undefined });
    }
  };
  look(route.resource.Properties?.VpcEndpointId);
  return firewalls.size === 1 ? [...firewalls][0] : undefined;
}

/**
 * The zone whose endpoint an expression picks: `EndpointIds` are `<zone>:<endpoint>`, so that a template cuts their list at the name of a zone.
 * @returns undefined where it picks by place, or the deployment does
 */
export function zoneOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const split = (value as { readonly 'Fn::Split'?: readonly unknown[] })['Fn::Split'];
  const zone = typeof split?.[0] === 'string' ? /^([a-z0-9-]+):$/.exec(split[0])?.[1] : undefined;
  return zone ?? Object.values(value).map(zoneOf).find((one) => one !== undefined);
}

/** Logical ids that an expression refers to. */
function references(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(/\$\{([A-Za-z0-9]+)[.}]/g)].map(([, id]) => id);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    if (key === 'Ref') return [String(each)];
    if (key === 'Fn::GetAtt') return [Array.isArray(each) ? String(each[0]) : String(each).split('.')[0]];
    return references(each);
  });
}
