import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { CfnModelPackageGroup } from 'aws-cdk-lib/aws-sagemaker';
import { ApprovalGate, DeploymentTarget, DeploymentTargetReference, ModelDeployPipeline, ModelGroupSource, PromotionTrigger, TestSuite } from '../src';

const TEAM = 'integ';
// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-model-deploy-pipeline');
const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
const bucket = new Bucket(stack, 'Bucket', {
  encryption: BucketEncryption.KMS, encryptionKey, enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.DESTROY,
});
const group = new CfnModelPackageGroup(stack, 'Models', { modelPackageGroupName: 'integ-promoted' });
// one account for all sides: an integration test has no other
new DeploymentTarget(stack, 'Target', { team: TEAM, modelStore: { account: Aws.ACCOUNT_ID, bucketName: bucket.bucketName }, encryptionKey });
const target = new DeploymentTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION });
const repository = new Repository(stack, 'Repository', { repositoryName: 'integ-deploy' });
const pipeline = new ModelDeployPipeline(stack, 'Pipeline', {
  team: TEAM, pipelineName: 'integ-deploy', rolePrefix: `mlops-${TEAM}-p`, endpointName: 'integ', repositoryName: repository.repositoryName,
  models: ModelGroupSource.fromAttributes({ modelGroupArn: group.attrModelPackageGroupArn, modelGroupName: 'integ-promoted', bucket, encryptionKey }),
  triggers: [PromotionTrigger.modelApproved('integ-promoted')],
  stages: [
    { name: 'PreProd', configuration: 'staging', target, tests: new TestSuite(), gate: new ApprovalGate({ name: 'Approve', question: 'Good enough for pre-prod?' }) },
    { name: 'Prod', configuration: 'prod', target, gate: new ApprovalGate({ name: 'ApproveProd', question: 'Deploy to prod?' }) },
  ],
});

const test = new IntegTest(app, 'DeployPipeline', { testCases: [stack] });
test.assertions.awsApiCall('CodePipeline', 'getPipeline', { name: pipeline.pipelineName })
  .expect(ExpectedResult.objectLike({ pipeline: { stages: Match.arrayWith([Match.objectLike({ name: 'Approve' }), Match.objectLike({ name: 'ApproveProd' })]) } }));
test.assertions.awsApiCall('EventBridge', 'listRuleNamesByTarget', { TargetArn: pipeline.pipelineArn }).expect(ExpectedResult.objectLike({ RuleNames: [Match.stringLikeRegexp('.+')] }));
