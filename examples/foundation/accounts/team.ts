import { type Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { dataLake } from './data-lake';
import { dev } from './dev';
import { experimentation } from './experimentation';
import { serving } from './serving';
import { tooling } from './tooling';

/** What stands in an account of each purpose, in the order in which they need each other. */
export const PURPOSES: readonly (readonly [AccountPurpose, (scope: Construct, accounts: AccountSet) => Stack])[] = [
  [AccountPurpose.TOOLING, tooling],
  [AccountPurpose.DATA_LAKE, dataLake],
  [AccountPurpose.EXPERIMENTATION, experimentation],
  [AccountPurpose.DEV, dev],
  [AccountPurpose.PRE_PROD, (scope, accounts) => serving(scope, accounts, AccountPurpose.PRE_PROD)],
  [AccountPurpose.PROD, (scope, accounts) => serving(scope, accounts, AccountPurpose.PROD)],
];

/** The stacks of a team, one for each purpose that it has an account of. */
export function team(scope: Construct, accounts: AccountSet): Stack[] {
  const stacks = PURPOSES.filter(([purpose]) => accounts.has(purpose)).map(([, stackOf]) => stackOf(scope, accounts));
  for (const stack of stacks) Tags.of(stack).add('cost-centre', accounts.costCentre);
  return stacks;
}
