import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BuildSource, BuildTarget, BuildTargetReference, ModelBuildPipeline, ModelGroup } from '../src';

const TEAM = 'integ';
// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-model-build-pipeline');
const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
const bucket = new Bucket(stack, 'Bucket', {
  encryption: BucketEncryption.KMS, encryptionKey, enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.DESTROY,
});
// one account for both sides: an integration test has no other
new BuildTarget(stack, 'Target', {
  team: TEAM, toolingAccount: Aws.ACCOUNT_ID, dataBucket: bucket, encryptionKey, datasets: [], modelStore: { account: Aws.ACCOUNT_ID, bucketName: bucket.bucketName, prefix: 'models/' },
});
const target = new BuildTargetReference({ team: TEAM, account: Aws.ACCOUNT_ID, region: Aws.REGION, dataBucketName: bucket.bucketName });
const modelGroup = new ModelGroup(stack, 'Models', { modelGroupName: 'integ-models', writers: [{ account: Aws.ACCOUNT_ID, roleNames: [target.executionRoleName] }], readers: [] });
const repository = new Repository(stack, 'Repository', { repositoryName: 'integ-build' });
const pipeline = new ModelBuildPipeline(stack, 'Pipeline', {
  team: TEAM, pipelineName: 'integ-build', rolePrefix: `mlops-${TEAM}-p`, useCase: 'integ', source: BuildSource.codeCommit(repository.repositoryName, 'main'), target, modelGroup,
  artifactBucket: bucket, encryptionKey, contract: { bucketName: bucket.bucketName, objectKey: 'contract.zip' }, inputDataUri: `s3://${bucket.bucketName}/curated/`,
});

const test = new IntegTest(app, 'BuildPipeline', { testCases: [stack] });
test.assertions.awsApiCall('CodePipeline', 'getPipeline', { name: pipeline.pipelineName })
  .expect(ExpectedResult.objectLike({ pipeline: { stages: Match.arrayWith([Match.objectLike({ name: 'Contract' })]) } }));
test.assertions.awsApiCall('SageMaker', 'describeModelPackageGroup', { ModelPackageGroupName: 'integ-models' }).expect(ExpectedResult.objectLike({ ModelPackageGroupStatus: 'Completed' }));
