import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { DeploymentTarget } from '@mlops-foundation/model-deploy-pipeline';
import { EndpointCatalog } from '@mlops-foundation/secure-network';
import { accountStack } from './account-stack';
import { network } from './network';
import { references } from './references';

/** Serves models: pre-prod and prod are the same but for their account, and for the role of tests, which prod has not. */
export function serving(scope: Construct, accounts: AccountSet, purpose: AccountPurpose): Stack {
  const { stack, baseline } = accountStack(scope, accounts, purpose);
  network(stack, accounts, baseline, purpose, [EndpointCatalog.INFERENCE]);
  new DeploymentTarget(stack, 'Target', {
    team: accounts.team, modelStore: references(accounts).modelStore, encryptionKey: baseline.key, permissionsBoundary: baseline.boundary.policy, tests: purpose === AccountPurpose.PRE_PROD,
  });
  return stack;
}
