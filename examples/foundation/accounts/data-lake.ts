import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LakeStorage } from '@mlops-foundation/data-lake-bridge';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { accountStack } from './account-stack';
import { DATASET, references } from './references';

/** The one place of data: its datasets are read by the jobs of dev. */
export function dataLake(scope: Construct, accounts: AccountSet): Stack {
  const { stack, baseline } = accountStack(scope, accounts, AccountPurpose.DATA_LAKE);
  const { buildTarget } = references(accounts);
  const lake = new LakeStorage(stack, 'Lake', { bucket: baseline.dataBucket.bucket, encryptionKey: baseline.key });
  lake.publish('Dataset', DATASET, [{ account: buildTarget.account, roleNames: [buildTarget.executionRoleName] }]);
  return stack;
}
