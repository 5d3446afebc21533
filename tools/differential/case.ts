import type { AccessRequest, KeyGrant } from '../../packages/policy-evaluation/src';

/** A policy document as it stands in a file. */
export interface Document {
  readonly Version?: string;
  readonly Statement: readonly Record<string, unknown>[];
}

/** The documents that have a say, by kind; as `PolicySet` has them. */
export interface Documents {
  readonly identity?: readonly Document[];
  readonly boundary?: Document;
  readonly session?: Document;
  readonly resource?: Document;
  readonly resourcePolicyIsRequired?: 'trust' | 'key';
  readonly serviceControl?: readonly (readonly Document[])[];
  readonly resourceControl?: readonly (readonly Document[])[];
  readonly managementAccount?: string;
  readonly endpoint?: Document;
  readonly keyGrants?: readonly KeyGrant[];
}

/** A request and the documents that decide it. */
export interface Case {
  readonly request: AccessRequest;
  readonly documents: Documents;
}

export type Outcome = 'allowed' | 'explicitDeny' | 'implicitDeny';
