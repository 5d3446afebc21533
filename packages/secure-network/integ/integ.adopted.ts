import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { AdoptedNetwork, NetworkParameters, SecureNetwork } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const path = NetworkParameters.pathOf('integ-adopted');

const owner = new Stack(app, 'integ-secure-network-adopted-owner');
const network = new SecureNetwork(owner, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
NetworkParameters.publish(owner, 'Published', network, { path });

const guest = new Stack(app, 'integ-secure-network-adopted-guest');
guest.addDependency(owner);
const adopted = AdoptedNetwork.fromParameters(guest, 'Network', { path });

// the guest's check has failed the deployment if anything is wrong with the network
const test = new IntegTest(app, 'Adopted', { testCases: [owner, guest] });
test.assertions.awsApiCall('EC2', 'describeVpcs', { VpcIds: [adopted.vpc.vpcId] }).expect(ExpectedResult.objectLike({ Vpcs: [{ VpcId: network.vpc.vpcId }] }));
test.assertions.awsApiCall('CloudFormation', 'describeStackResources', { StackName: guest.stackName })
  .expect(ExpectedResult.objectLike({ StackResources: Match.arrayWith([Match.objectLike({ ResourceType: 'Custom::NetworkCheck', ResourceStatus: 'CREATE_COMPLETE' })]) }));
