import { PolicyDocumentError } from '@mlops-foundation/policy-evaluation';
import { AwsError } from '../service';
import { isIn } from './hierarchy';
import { type Organization, type OrganizationPolicy, POLICY_TYPES, type PolicyType } from './model';
import { readOrganizationPolicy } from './organizations';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors */
export function demandTarget(organization: Organization, id: string): void {
  if (!isIn(organization, id)) throw new AwsError('TargetNotFoundException', `We can't find a root, OU, or account with the TargetId ${id}: create it, or invite the account, in this cloud first.`);
}

export function demandParent(organization: Organization, id: string, code = 'ParentNotFoundException'): void {
  if (id.startsWith('ou-') || id.startsWith('r-') ? !isIn(organization, id) : true) throw new AwsError(code, `We can't find a root or OU with the ParentId ${id}`);
}

/** A type of which something is decided here. */
export function demandType(type: string): PolicyType {
  if (!POLICY_TYPES.includes(type)) throw new AwsError('InvalidInputException', `local-cloud: policies of type ${type} are not in the table of what runs: there are ${POLICY_TYPES.join(' and ')}`);
  return type as PolicyType;
}

export function demandEnabled({ enabled, rootId }: Organization, type: PolicyType): void {
  if (!enabled.includes(type)) throw new AwsError('PolicyTypeNotEnabledException', `${type} is not enabled in the root ${rootId}: EnablePolicyType does that.`);
}

export function policyOf({ policies }: Organization, id: string): OrganizationPolicy {
  const found = policies.find(({ Id }) => Id === id);
  if (!found) throw new AwsError('PolicyNotFoundException', `We can't find a policy with the PolicyId ${id}`);
  return found;
}

export function demandOwn(policy: OrganizationPolicy): void {
  if (policy.AwsManaged) throw new AwsError('PolicyChangesInProgressException', `${policy.Name} is AWS's own: it cannot be changed`);
}

export function demandName({ policies }: Organization, { Id, Name, Type }: Pick<OrganizationPolicy, 'Id' | 'Name' | 'Type'>): void {
  if (policies.some((other) => other.Name === Name && other.Type === Type && other.Id !== Id)) throw new AwsError('DuplicatePolicyException', `A policy with the name ${Name} already exists.`);
}

/**
 * A resource control policy that somebody writes only denies
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html).
 * @throws AwsError MalformedPolicyDocumentException with every problem
 */
export function demandDocument(policy: Pick<OrganizationPolicy, 'Name' | 'Type' | 'Content'>): void {
  const problems = problemsOf(policy);
  if (problems.length > 0) throw new AwsError('MalformedPolicyDocumentException', `The provided policy document does not meet the requirements of the specified policy type: ${problems.join('; ')}`);
}

function problemsOf(policy: Pick<OrganizationPolicy, 'Name' | 'Type' | 'Content'>): string[] {
  try {
    const { statements } = readOrganizationPolicy(policy, policy.Name);
    if (policy.Type === 'SERVICE_CONTROL_POLICY') return [];
    return statements.flatMap(({ Effect }, index) => (Effect === 'Deny' ? [] : [`Statement[${index}].Effect is "Allow": a resource control policy only denies`]));
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    return [...error.problems];
  }
}
