import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountBaseline, type AccountPurpose, type AccountSet, PermissionsBoundary } from '@mlops-foundation/ml-accounts';

/** The stack of one account with what every account has. Boundary and bootstrap are the landing zone's where it has some. */
export function accountStack(scope: Construct, accounts: AccountSet, purpose: AccountPurpose): { stack: Stack; baseline: AccountBaseline } {
  const { bootstrapQualifier: qualifier, permissionsBoundary } = accounts.landingZone;
  const stackName = accounts.stackName(purpose);
  const stack = new Stack(scope, stackName, { env: accounts.environment(purpose), stackName, synthesizer: qualifier ? new DefaultStackSynthesizer({ qualifier }) : undefined });
  const boundary = permissionsBoundary ? PermissionsBoundary.fromPolicyName(stack, 'LandingZoneBoundary', permissionsBoundary) : undefined;
  return { stack, baseline: new AccountBaseline(stack, 'Baseline', { team: accounts.team, purpose, boundary }) };
}
