import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';

/** The most that people and projects of a team may do in an account: a boundary of our making, or one that there was before. */
export interface IPermissionsBoundary {
  /** The managed policy that roles take as their boundary. */
  readonly policy: IManagedPolicy;
  /** The policy's name, without a path: `mlops-credit-boundary`. */
  readonly policyName: string;
}
