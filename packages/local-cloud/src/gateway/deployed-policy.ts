import { type Layer, type Policy, PolicyDocumentError, type PolicyKind, type PolicySource, readPolicy } from '@mlops-foundation/policy-evaluation';

/**
 * A document that the emulator took and IAM would have refused with MalformedPolicyDocument
 * (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html#API_PutRolePolicy_Errors): nobody knows what it denies, so nothing is allowed beside it.
 */
export interface MalformedPolicy {
  readonly layer: Layer;
  readonly name: string;
  readonly source: PolicySource;
  /** Each with its place in the document and the rule. */
  readonly problems: readonly string[];
}

/** A policy as it stands in an account. */
export type DeployedPolicy = Policy | MalformedPolicy;

export const isMalformed = (policy: DeployedPolicy): policy is MalformedPolicy => 'problems' in policy;

/**
 * Reads a policy that stands in an account.
 * @param kind also the layer that it has a say in
 * @param arn of a policy that has one
 */
export function readDeployed(kind: PolicyKind & Layer, name: string, document: string | object, source: PolicySource, arn?: string): DeployedPolicy {
  try {
    return readPolicy(name, document, { kind, source, arn });
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    return { layer: kind, name, source, problems: error.problems };
  }
}
