import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { EndpointCatalog } from '@mlops-foundation/secure-network';
import { accountStack } from './account-stack';
import { network } from './network';
import { people } from './people';

/** Research, in a network of its own. */
export function experimentation(scope: Construct, accounts: AccountSet): Stack {
  const { stack, baseline } = accountStack(scope, accounts, AccountPurpose.EXPERIMENTATION);
  network(stack, accounts, baseline, AccountPurpose.EXPERIMENTATION, [EndpointCatalog.TRAINING, EndpointCatalog.STUDIO, EndpointCatalog.DATA_ACCESS]);
  people(stack, accounts, baseline);
  return stack;
}
