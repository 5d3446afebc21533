import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { SecureNetwork } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-secure-network-defaults');
const { vpc } = new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });

const test = new IntegTest(app, 'Defaults', { testCases: [stack] });
const ofNetwork = [{ Name: 'attachment.vpc-id', Values: [vpc.vpcId] }];
test.assertions.awsApiCall('EC2', 'describeInternetGateways', { Filters: ofNetwork }).expect(ExpectedResult.objectLike({ InternetGateways: [] }));
test.assertions.awsApiCall('EC2', 'describeSubnets', { Filters: [{ Name: 'vpc-id', Values: [vpc.vpcId] }] })
  .expect(ExpectedResult.objectLike({ Subnets: Match.arrayWith([Match.objectLike({ AvailabilityZone: 'eu-west-1a' }), Match.objectLike({ AvailabilityZone: 'eu-west-1b' })]) }));
