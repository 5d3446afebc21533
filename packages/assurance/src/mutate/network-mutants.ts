import type { Resource, Template } from '../assembly/assembly';
import { without } from './mutants';
import { type OpeningKind, openingsOf } from './network-openings';

type Path = readonly (string | number)[];

/** A template with one piece of its network taken away, or opened. */
export interface NetworkMutant {
  readonly kind: NetworkKind;
  /** Logical id. */
  readonly id: string;
  /** `Properties.SecurityGroupEgress[1]`; empty for the whole resource; of what is opened, in words. */
  readonly at: string;
  /** Whether it lets more through: what notices it has to warn or fail. */
  readonly isOpening: boolean;
  readonly template: Template;
}

export type NetworkKind = 'route' | 'security group rule' | 'network ACL entry' | 'endpoint policy' | 'endpoint policy statement' | 'endpoint policy condition' | 'flow log' | 'DNS firewall' | 'default security group' | OpeningKind;

/** Resources that are taken away whole. */
const WHOLE: Readonly<Record<string, NetworkKind>> = {
  'AWS::EC2::Route': 'route',
  'AWS::EC2::GatewayRouteTableAssociation': 'route',
  'AWS::EC2::TransitGatewayRoute': 'route',
  'AWS::EC2::TransitGatewayRouteTableAssociation': 'route',
  'AWS::EC2::TransitGatewayRouteTablePropagation': 'route',
  'AWS::EC2::SecurityGroupIngress': 'security group rule',
  'AWS::EC2::SecurityGroupEgress': 'security group rule',
  'AWS::EC2::NetworkAclEntry': 'network ACL entry',
  'AWS::EC2::FlowLog': 'flow log',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': 'DNS firewall',
  'Custom::VpcRestrictDefaultSG': 'default security group',
};

/** Lists of properties that are taken away one by one. */
const LISTS: Readonly<Record<string, readonly (readonly [property: string, kind: NetworkKind])[]>> = {
  'AWS::EC2::SecurityGroup': [['SecurityGroupIngress', 'security group rule'], ['SecurityGroupEgress', 'security group rule']],
  'AWS::Route53Resolver::FirewallRuleGroup': [['FirewallRules', 'DNS firewall']],
};

/**
 * Every mutant of a template's network, one at a time: one route, rule, entry, flow log or rule of a DNS firewall less, or one policy of an endpoint, statement or condition key of it; or one thing opened, as
 * somebody in a hurry would.
 */
export function networkMutantsOf(template: Template): NetworkMutant[] {
  const less = Object.entries(template.Resources ?? {}).flatMap(([id, resource]) => targetsIn(resource).map(([kind, path]): NetworkMutant => ({
    kind, id, isOpening: false, at: path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').slice(1), template: without(template, ['Resources', id, ...path]),
  })));
  return [...less, ...openingsOf(template).map((opening) => ({ ...opening, isOpening: true }))];
}

function targetsIn(resource: Resource): [NetworkKind, Path][] {
  const whole = WHOLE[resource.Type];
  if (whole) return [[whole, []]];
  if (resource.Type === 'AWS::EC2::VPCEndpoint') return inPolicy(resource.Properties?.PolicyDocument);
  return (LISTS[resource.Type] ?? []).flatMap(([property, kind]) => {
    const list = resource.Properties?.[property];
    return Array.isArray(list) ? list.map((_, index): [NetworkKind, Path] => [kind, ['Properties', property, index]]) : [];
  });
}

function inPolicy(document: unknown): [NetworkKind, Path][] {
  if (document === undefined) return [];
  const at = ['Properties', 'PolicyDocument'];
  const { Statement } = document as { Statement?: readonly { Condition?: Readonly<Record<string, object>> }[] };
  const statements = Array.isArray(Statement) ? Statement as { Condition?: Readonly<Record<string, object>> }[] : [];
  return [['endpoint policy', at], ...statements.flatMap(({ Condition = {} }, index): [NetworkKind, Path][] => [
    ['endpoint policy statement', [...at, 'Statement', index]],
    ...Object.entries(Condition).flatMap(([operator, keys]) => Object.keys(keys).map((key): [NetworkKind, Path] => ['endpoint policy condition', [...at, 'Statement', index, 'Condition', operator, key]])),
  ])];
}
