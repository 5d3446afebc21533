import { randomInt } from 'node:crypto';
import { type Organization as Membership, type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';
import { Records } from '../records';
import { AwsError } from '../service';
import { arnOf, pathOf, wayTo } from './hierarchy';
import { FULL_ACCESS } from './managed-policies';
import type { Organization, OrganizationPolicy, PolicyType } from './model';

/** What the organization of an account has to say of it. */
export interface AccountControls {
  readonly organization: Membership;
  readonly isManagementAccount: boolean;
  /** From the root down to the account; none where the type is not enabled. */
  readonly serviceControl: readonly (readonly Policy[])[];
  readonly resourceControl: readonly (readonly Policy[])[];
}

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `o-` and ten letters and digits. */
export const newId = (prefix: string, length: number): string => `${prefix}${Array.from({ length }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('')}`;

/** All organizations of a local cloud, by their management accounts. What they say of accounts is read once, and again when something changes. */
export class Organizations {
  private readonly records: Records<Organization>;
  private readonly controls = new Map<string, AccountControls | undefined>();

  /** @param folder what it remembers over a restart */
  constructor(folder: string, readonly partition: string) {
    this.records = new Records(folder);
  }

  /** The one that an account is in. */
  find(account: string): Organization | undefined {
    return this.records.values().find(({ accounts }) => accounts.some(({ Id }) => Id === account));
  }

  /** @throws AwsError AWSOrganizationsNotInUseException */
  of(account: string): Organization {
    const found = this.find(account);
    if (!found) throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
    return found;
  }

  all(): Organization[] {
    return this.records.values();
  }

  create(managementAccount: string, featureSet: Organization['featureSet']): Organization {
    if (this.find(managementAccount)) throw new AwsError('AlreadyInOrganizationException', 'The AWS account is already a member of an organization.');
    const rootId = newId('r-', 4);
    const management = { Id: managementAccount, Name: `account ${managementAccount}`, Email: emailOf(managementAccount), JoinedMethod: 'INVITED' as const, JoinedTimestamp: new Date(), ParentId: rootId };
    const organization: Organization = {
      id: newId('o-', 10), managementAccount, rootId, featureSet, enabled: [], accounts: [management], units: [], policies: [], attachments: [], invitations: [], creations: [],
    };
    if (featureSet === 'ALL') enable(organization, 'SERVICE_CONTROL_POLICY');
    return this.changed(organization);
  }

  /** Remembers one that was changed. */
  changed(organization: Organization): Organization {
    this.controls.clear();
    return this.records.set(organization.managementAccount, organization);
  }

  delete({ managementAccount }: Organization): void {
    this.controls.clear();
    this.records.delete(managementAccount);
  }

  /** What has a say in requests of an account's principals, and to its resources; undefined for an account in no organization. */
  controlsOn(account: string): AccountControls | undefined {
    if (!this.controls.has(account)) this.controls.set(account, this.read(account));
    return this.controls.get(account);
  }

  private read(account: string): AccountControls | undefined {
    const organization = this.find(account);
    if (!organization) return undefined;
    const levels = (type: PolicyType) => (organization.enabled.includes(type) ? wayTo(organization, account).map((target) => this.attached(organization, type, target)) : []);
    return {
      organization: { id: organization.id, path: pathOf(organization, account) }, isManagementAccount: account === organization.managementAccount,
      serviceControl: levels('SERVICE_CONTROL_POLICY'), resourceControl: levels('RESOURCE_CONTROL_POLICY'),
    };
  }

  private attached(organization: Organization, type: PolicyType, targetId: string): Policy[] {
    return attachedTo(organization, type, targetId).map((policy) => readOrganizationPolicy(policy, arnOf(organization, this.partition, policy.Id)));
  }
}

export const attachedTo = ({ policies, attachments }: Organization, type: PolicyType, target: string): OrganizationPolicy[] =>
  policies.filter(({ Id, Type }) => Type === type && attachments.some(({ policyId, targetId }) => policyId === Id && targetId === target));

/** @throws PolicyDocumentError */
export function readOrganizationPolicy({ Name, Type, Content }: Pick<OrganizationPolicy, 'Name' | 'Type' | 'Content'>, arn: string): Policy {
  const [kind, words] = Type === 'SERVICE_CONTROL_POLICY' ? ['serviceControl', 'service control policy'] as const : ['resourceControl', 'resource control policy'] as const;
  return readPolicy(`${words} ${Name}`, Content, { kind, arn, source: { file: arn, path: 'Content' } });
}

/** Enables a type in the root: AWS's own policy of it is attached to the root, each unit and each account. */
export function enable(organization: Organization, type: PolicyType): void {
  organization.enabled.push(type);
  organization.policies.push({ ...FULL_ACCESS[type] });
  for (const target of [organization.rootId, ...organization.units.map(({ Id }) => Id), ...organization.accounts.map(({ Id }) => Id)]) attachFullAccess(organization, target, [type]);
}

/** To whatever is new in an organization. */
export function attachFullAccess(organization: Organization, targetId: string, types: readonly PolicyType[] = organization.enabled): void {
  organization.attachments.push(...types.map((type) => ({ policyId: FULL_ACCESS[type].Id, targetId })));
}

/** An address that leads nowhere (https://www.rfc-editor.org/rfc/rfc2606#section-2). */
export const emailOf = (account: string): string => `${account}@local-cloud.invalid`;
