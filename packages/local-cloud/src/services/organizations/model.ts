/** The types of policies that decide about access. */
export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export const POLICY_TYPES: readonly string[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] satisfies readonly PolicyType[];

/** A member account, or the management account itself. */
export interface MemberAccount {
  readonly Id: string;
  readonly Name: string;
  readonly Email: string;
  readonly JoinedMethod: 'CREATED' | 'INVITED';
  readonly JoinedTimestamp: Date;
  /** The root or the unit that it is in. */
  ParentId: string;
}

export interface OrganizationalUnit {
  readonly Id: string;
  readonly ParentId: string;
  Name: string;
}

export interface OrganizationPolicy {
  readonly Id: string;
  readonly Type: PolicyType;
  /** Whether it is one of AWS's own, which nobody can change. */
  readonly AwsManaged: boolean;
  Name: string;
  Description: string;
  /** JSON. */
  Content: string;
}

export interface Attachment {
  readonly policyId: string;
  /** The id of a root, a unit or an account. */
  readonly targetId: string;
}

export interface Invitation {
  readonly Id: string;
  readonly account: string;
  readonly RequestedTimestamp: Date;
  State: 'OPEN' | 'ACCEPTED';
}

export interface AccountCreation {
  readonly Id: string;
  readonly AccountName: string;
  readonly AccountId: string;
  readonly at: Date;
}

/** An organization: who is in it, in which units, and what is attached where. */
export interface Organization {
  readonly id: string;
  readonly managementAccount: string;
  readonly rootId: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly accounts: MemberAccount[];
  readonly units: OrganizationalUnit[];
  readonly policies: OrganizationPolicy[];
  readonly invitations: Invitation[];
  readonly creations: AccountCreation[];
  /** The types that are enabled in the root. */
  enabled: PolicyType[];
  attachments: Attachment[];
}
