import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BuildTargetReference } from '@mlops-foundation/model-build-pipeline';
import { DeploymentTargetReference } from '@mlops-foundation/model-deploy-pipeline';
import { LaunchRole, ProjectPortfolio, ProjectTemplate, SeedCode } from '../src';

const TEAM = 'integ';
const app = new App();
const stack = new Stack(app, 'integ-project-template-portfolio');
const boundary = new ManagedPolicy(stack, 'Boundary', { managedPolicyName: 'integ-boundary', statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
const lead = new Role(stack, 'Lead', { assumedBy: new AccountRootPrincipal() });
const seeds = new SeedCode(stack, 'Seeds');
const launchRole = new LaunchRole(stack, 'Launch', { team: TEAM, boundary, assetBucket: Bucket.fromBucketName(stack, 'Assets', seeds.buildCode.s3BucketName) });
const target = new DeploymentTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION });
const template = new ProjectTemplate(stack, 'RealTime', {
  team: TEAM, seeds, buildTarget: new BuildTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION, dataBucketName: 'integ-data' }), preProd: target, prod: target,
  artifactBucketName: 'integ-artifacts', boundaryName: 'integ-boundary', inputDataUri: 's3://integ-data/curated/',
});
new ProjectPortfolio(stack, 'Projects', { team: TEAM, providerName: 'Platform', launchRole, leads: [lead] }).addProduct('RealTimeProduct', 'Real-time inference', '1.0.0', template);

const test = new IntegTest(app, 'Portfolio', { testCases: [stack] });
test.assertions.awsApiCall('ServiceCatalog', 'searchProductsAsAdmin', {})
  .expect(ExpectedResult.objectLike({ ProductViewDetails: Match.arrayWith([Match.objectLike({ ProductViewSummary: Match.objectLike({ Name: 'Real-time inference' }) })]) }));
