import { uuidOf } from './identity';
import type { ResourceHandler } from '../service';

/** A type of Network Firewall, whose resources have ARNs for `Ref` (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsnetworkfirewall.html). */
export interface Kind {
  /** What its attributes begin with: `FirewallPolicy`. */
  readonly attribute: string;
  /** What its ARN names it. */
  readonly inArn: (properties: any) => string;
}

export const FIREWALL: Kind = { attribute: 'Firewall', inArn: () => 'firewall' };
export const FIREWALL_POLICY: Kind = { attribute: 'FirewallPolicy', inArn: () => 'firewall-policy' };
export const RULE_GROUP: Kind = { attribute: 'RuleGroup', inArn: ({ Type }) => `${String(Type).toLowerCase()}-rulegroup` };

/** Keeps a resource under its ARN, which its name makes: another name is another resource. */
export function stored(kind: Kind): ResourceHandler {
  const { attribute, inArn } = kind;
  const result: ResourceHandler['create'] = async (properties, { account, region, partition, stackId, logicalId }) => {
    const arn = `arn:${partition}:network-firewall:${region}:${account}:${inArn(properties)}/${properties[`${attribute}Name`]}`;
    return { physicalId: arn, attributes: { [`${attribute}Arn`]: arn, [`${attribute}Id`]: uuidOf(`${stackId} ${logicalId}`) } };
  };
  return { treatment: 'stored', create: result, update: async (_, properties, __, context) => result(properties, context), delete: async () => undefined };
}

/** The logging of a firewall has the firewall's ARN for `Ref`. */
export const LOGGING: ResourceHandler = {
  treatment: 'stored',
  create: async ({ FirewallArn }) => ({ physicalId: FirewallArn }),
  update: async (_, { FirewallArn }) => ({ physicalId: FirewallArn }),
  delete: async () => undefined,
};
