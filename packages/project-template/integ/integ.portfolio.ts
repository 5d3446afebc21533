import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BuildTargetReference } from '@mlops-foundation/model-build-pipeline';
import { DeploymentTargetReference } from '@mlops-foundation/model-deploy-pipeline';
import { LaunchRole, ProjectPortfolio, ProjectTemplate, SeedCode, TemplateInS3 } from '../src';

const TEAM = 'integ';
const PROJECT = 'from-s3';
// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-project-template-portfolio');
const boundary = new ManagedPolicy(stack, 'Boundary', { managedPolicyName: 'integ-boundary', statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
const key = new Key(stack, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
new StringParameter(stack, 'KeyArn', { parameterName: `/mlops/${TEAM}/key-arn`, stringValue: key.keyArn });
const lead = new Role(stack, 'Lead', { assumedBy: new AccountRootPrincipal() });
const seeds = new SeedCode(stack, 'Seeds');
const launchRole = new LaunchRole(stack, 'Launch', { team: TEAM, boundary, assetBucket: Bucket.fromBucketName(stack, 'Assets', seeds.buildCode.s3BucketName) });
const target = new DeploymentTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION });
const template = new ProjectTemplate(stack, 'RealTime', {
  team: TEAM, seeds, buildTarget: new BuildTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION, dataBucketName: 'integ-data' }), preProd: target, prod: target,
  artifactBucketName: 'integ-artifacts', boundaryName: 'integ-boundary', inputDataUri: 's3://integ-data/curated/',
});
new ProjectPortfolio(stack, 'Projects', { team: TEAM, providerName: 'Platform', launchRole, leads: [lead] }).addProduct('RealTimeProduct', 'Real-time inference', '1.0.0', template);
const inS3 = new TemplateInS3(stack, 'RealTimeInS3', { team: TEAM, templateName: 'real-time', template, launchRole, creators: [lead] });

const test = new IntegTest(app, 'Portfolio', { testCases: [stack] });
test.assertions.awsApiCall('ServiceCatalog', 'searchProductsAsAdmin', {})
  .expect(ExpectedResult.objectLike({ ProductViewDetails: Match.arrayWith([Match.objectLike({ ProductViewSummary: Match.objectLike({ Name: 'Real-time inference' }) })]) }));

const create = test.assertions.awsApiCall('SageMaker', 'createProject', {
  ProjectName: PROJECT, TemplateProviders: [{ CfnTemplateProvider: { TemplateName: 'real-time', TemplateURL: inS3.templateUrl, RoleARN: launchRole.role.roleArn } }],
});
create.provider.addToRolePolicy({ Effect: 'Allow', Action: ['iam:PassRole'], Resource: [launchRole.role.roleArn] });
const created = test.assertions.awsApiCall('SageMaker', 'describeProject', { ProjectName: PROJECT });
created.expect(ExpectedResult.objectLike({ ProjectStatus: 'CreateCompleted' })).waitForAssertions({ interval: Duration.seconds(2), totalTimeout: Duration.minutes(3) });
create.next(created).next(test.assertions.awsApiCall('SageMaker', 'deleteProject', { ProjectName: PROJECT }));
