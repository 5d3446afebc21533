import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountBaseline, type AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';

/** The stack of one account with what every account has. */
export function accountStack(scope: Construct, accounts: AccountSet, purpose: AccountPurpose): { stack: Stack; baseline: AccountBaseline } {
  const stack = new Stack(scope, accounts.stackName(purpose), { env: accounts.environment(purpose), stackName: accounts.stackName(purpose) });
  return { stack, baseline: new AccountBaseline(stack, 'Baseline', { team: accounts.team, purpose }) };
}
