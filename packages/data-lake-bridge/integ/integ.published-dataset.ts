import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LakeStorage } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-data-lake-bridge-published-dataset');
const lake = new LakeStorage(stack, 'Lake', { removalPolicy: RemovalPolicy.DESTROY });
lake.publish('Credit', 'credit-default', [{ account: '444444444444', roleNames: ['reader'] }]);

const test = new IntegTest(app, 'PublishedDataset', { testCases: [stack] });
const encryption = test.assertions.awsApiCall('S3', 'getBucketEncryption', { Bucket: lake.bucket.bucketName });
// the action is not called like the operation
encryption.provider.addToRolePolicy({ Effect: 'Allow', Action: ['s3:GetEncryptionConfiguration'], Resource: ['*'] });
encryption.expect(ExpectedResult.objectLike({ ServerSideEncryptionConfiguration: { Rules: [Match.objectLike({ ApplyServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) })] } }));
test.assertions.awsApiCall('S3', 'getBucketVersioning', { Bucket: lake.bucket.bucketName }).expect(ExpectedResult.objectLike({ Status: 'Enabled' }));
