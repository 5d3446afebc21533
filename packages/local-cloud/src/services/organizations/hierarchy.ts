import { AwsError } from '../service';
import type { Organization, OrganizationPolicy } from './model';

/** The ids on the way from the root to a unit or an account, both included. */
export function wayTo(organization: Organization, id: string): string[] {
  if (id === organization.rootId) return [id];
  return [...wayTo(organization, parentOf(organization, id)), id];
}

/** @throws AwsError ChildNotFoundException */
export function parentOf({ accounts, units }: Organization, id: string): string {
  const parent = [...accounts, ...units].find(({ Id }) => Id === id)?.ParentId;
  if (!parent) throw new AwsError('ChildNotFoundException', `We can't find an organizational unit (OU) or account with the ChildId ${id}`);
  return parent;
}

export const isIn = (organization: Organization, id: string): boolean => id === organization.rootId || [...organization.units, ...organization.accounts].some(({ Id }) => Id === id);

export const childrenOf = ({ units, accounts }: Organization, id: string) => ({ units: units.filter(({ ParentId }) => ParentId === id), accounts: accounts.filter(({ ParentId }) => ParentId === id) });

/** Of a root, a unit, an account or a policy, by the form of its id (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html). */
export function arnOf(organization: Organization, partition: string, id: string): string {
  const policy = organization.policies.find(({ Id }) => Id === id);
  if (policy) return policyArn(organization, partition, policy);
  const kind = id.startsWith('r-') ? 'root' : id.startsWith('ou-') ? 'ou' : id.startsWith('p-') ? 'policy' : id.startsWith('h-') ? 'handshake' : 'account';
  return `arn:${partition}:organizations::${organization.managementAccount}:${kind}/${organization.id}/${id}`;
}

/** Of a policy, or of all of a type by the id `*`. */
export function policyArn({ managementAccount, id }: Organization, partition: string, { Id, Type, AwsManaged }: Pick<OrganizationPolicy, 'Id' | 'Type' | 'AwsManaged'>): string {
  return AwsManaged ? `arn:${partition}:organizations::aws:policy/${Type.toLowerCase()}/${Id}` : `arn:${partition}:organizations::${managementAccount}:policy/${id}/${Type.toLowerCase()}/${Id}`;
}

/** `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, as `aws:PrincipalOrgPaths` has it. */
export const pathOf = (organization: Organization, account: string): string => `${[organization.id, ...wayTo(organization, account).slice(0, -1)].join('/')}/`;
