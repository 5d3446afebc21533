import type { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AccountPurpose, type AccountSet } from '@mlops-foundation/ml-accounts';
import { LaunchRole, ProjectPortfolio, ProjectTemplate, SeedCode, TemplateInS3 } from '@mlops-foundation/project-template';
import { accountStack } from './account-stack';
import { people, productOwner } from './people';
import { references } from './references';

/** Code, models, the registry and the pipelines; the product from which leads create projects. */
export function tooling(scope: Construct, accounts: AccountSet): Stack {
  const { team } = accounts;
  const { stack, baseline } = accountStack(scope, accounts, AccountPurpose.TOOLING);
  const { buildTarget, preProd, prod, dataset } = references(accounts);
  const { leadDataScientist } = people(stack, accounts, baseline);
  productOwner(stack, accounts, baseline);
  const { bucket } = baseline.dataBucket;
  buildTarget.grantWriteModels(bucket, baseline.key);
  for (const target of [preProd, prod]) target?.grantRead(bucket, baseline.key);

  const seeds = new SeedCode(stack, 'Seeds');
  const launchRole = new LaunchRole(stack, 'Launch', { team, boundary: baseline.boundary.policy, assetBucket: Bucket.fromBucketName(stack, 'Assets', seeds.buildCode.s3BucketName) });
  const realTime = new ProjectTemplate(stack, 'RealTime', {
    team, seeds, buildTarget, preProd, prod, artifactBucketName: bucket.bucketName, boundaryName: baseline.boundary.policyName, inputDataUri: `s3://${dataset.bucketName}/${dataset.prefix}`,
  });
  new ProjectPortfolio(stack, 'Projects', { team, providerName: 'Machine learning platform', launchRole, leads: [leadDataScientist] }).addProduct('RealTimeProduct', 'Real-time inference', '1.0.0', realTime);
  new TemplateInS3(stack, 'RealTimeInS3', { team, templateName: 'real-time', template: realTime, launchRole, creators: [] });
  return stack;
}
