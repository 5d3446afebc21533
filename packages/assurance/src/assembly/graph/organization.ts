import { readPolicy, type Policy } from '@mlops-foundation/policy-evaluation';
import type { OrganizationPolicies } from './policy-graph';
import { listed, placeOf, type Reading } from './principals';

/** AWS attaches it to every root, unit and account (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html). */
export const FULL_ACCESS: Policy = readPolicy('FullAWSAccess', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

/** An organization's policy and where it is attached. */
export interface AttachedPolicy {
  readonly kind: 'serviceControl' | 'resourceControl';
  readonly policy: Policy;
  /** Accounts, units or the root, by their ids. */
  readonly targets: readonly string[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html */
export function organizationPolicyOf(reading: Reading): AttachedPolicy | undefined {
  const { deployed: { evaluation }, id, resource, documents } = reading;
  if (resource.Type !== 'AWS::Organizations::Policy') return undefined;
  const type = evaluation.property(resource, 'Type');
  const kind = type === 'SERVICE_CONTROL_POLICY' ? 'serviceControl' : type === 'RESOURCE_CONTROL_POLICY' ? 'resourceControl' : undefined;
  const policy = kind && documents.read(placeOf(reading), `${kind === 'serviceControl' ? 'service' : 'resource'} control policy ${id}`, evaluation.property(resource, 'Content'));
  const targets = listed(evaluation.property(resource, 'TargetIds')).flatMap((target) => documents.text(placeOf(reading), 'a target', target) ?? []);
  return kind && policy ? { kind, policy, targets } : undefined;
}

/** Accounts of units, by the id of the unit. What is attached to a root is for all accounts. */
export type Units = Readonly<Record<string, readonly string[]>>;

/** @returns the policies of each account; units whose accounts nobody gave are reported to `unknown` */
export function byAccount(attached: readonly AttachedPolicy[], accounts: readonly string[], units: Units, unknown: (target: string, policy: Policy) => void): Map<string, OrganizationPolicies> {
  const levels = (one: AttachedPolicy) => one.targets.filter((target) => target.startsWith('ou-') && !units[target]);
  attached.forEach((one) => levels(one).forEach((target) => unknown(target, one.policy)));
  return new Map(accounts.map((account) => {
    const reaches = (target: string) => target === account || target.startsWith('r-') || (units[target] ?? []).includes(account);
    const of = (kind: AttachedPolicy['kind']) => attached.filter((one) => one.kind === kind && one.targets.some(reaches)).map(({ policy }) => policy);
    const serviceControl = of('serviceControl');
    return [account, { serviceControl: serviceControl.length > 0 ? [[FULL_ACCESS, ...serviceControl]] : [], resourceControl: of('resourceControl') }];
  }));
}
