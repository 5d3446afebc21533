import { AccountPurpose, type AccountSet, MlDataBucket } from '@mlops-foundation/ml-accounts';
import { BuildTargetReference } from '@mlops-foundation/model-build-pipeline';
import { DeploymentTargetReference } from '@mlops-foundation/model-deploy-pipeline';

/** The dataset of this team's use case. */
export const DATASET = 'credit-default';

/** What accounts of a team know of each other: names, before anything exists. */
export function references(accounts: AccountSet) {
  const { team, region } = accounts;
  const bucketOf = (purpose: AccountPurpose) => MlDataBucket.bucketNameOf(team, purpose, accounts.account(purpose), region);
  const target = (purpose: AccountPurpose) => new DeploymentTargetReference({ team, region, account: accounts.account(purpose) });
  return {
    bucketOf,
    buildTarget: new BuildTargetReference({ team, region, account: accounts.account(AccountPurpose.DEV), dataBucketName: bucketOf(AccountPurpose.DEV) }),
    /** Where models are served, once the team has accounts for it. */
    preProd: accounts.has(AccountPurpose.PRE_PROD) ? target(AccountPurpose.PRE_PROD) : undefined,
    prod: accounts.has(AccountPurpose.PROD) ? target(AccountPurpose.PROD) : undefined,
    modelStore: { account: accounts.account(AccountPurpose.TOOLING), bucketName: bucketOf(AccountPurpose.TOOLING), prefix: 'models/' },
    dataset: { account: accounts.account(AccountPurpose.DATA_LAKE), bucketName: bucketOf(AccountPurpose.DATA_LAKE), prefix: `curated/${DATASET}/` },
  };
}
