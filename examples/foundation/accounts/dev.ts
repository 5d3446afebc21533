import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { BuildTarget } from '@mlops-foundation/model-build-pipeline';
import { EndpointCatalog } from '@mlops-foundation/secure-network';
import { accountStack } from './account-stack';
import { network } from './network';
import { references } from './references';

/** Trains models, by pipelines of the tooling account only: no people, no internet. */
export function dev(scope: Construct, accounts: AccountSet): Stack {
  const { stack, baseline } = accountStack(scope, accounts, AccountPurpose.DEV);
  const { modelStore, dataset } = references(accounts);
  network(stack, accounts, baseline, AccountPurpose.DEV, [EndpointCatalog.TRAINING]);
  new BuildTarget(stack, 'Builds', {
    team: accounts.team, toolingAccount: modelStore.account, dataBucket: baseline.dataBucket.bucket, encryptionKey: baseline.key, datasets: [dataset], modelStore,
    permissionsBoundary: baseline.boundary.policy,
  });
  return stack;
}
