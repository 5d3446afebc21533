import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DataPerimeter, EndpointCatalog, NetworkAddresses, NetworkAlarms, NetworkEgress, SecureNetwork } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'integ-secure-network-everything');
const network = new SecureNetwork(stack, 'Network', {
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  addresses: NetworkAddresses.block('10.20.0.0/20'),
  egress: NetworkEgress.none(),
  endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE],
  perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '222222222222'] }),
});
const { vpc } = network;
const operators = Topic.fromTopicArn(stack, 'Operators', 'arn:aws:sns:eu-west-1:111111111111:operators');
const { alarms } = new NetworkAlarms(stack, 'Alarms', { network, actions: [new SnsAction(operators)], rejectedFlows: 20 });

const test = new IntegTest(app, 'Everything', { testCases: [stack] });
test.assertions.awsApiCall('EC2', 'describeVpcs', { VpcIds: [vpc.vpcId] }).expect(ExpectedResult.objectLike({ Vpcs: [{ CidrBlock: '10.20.0.0/20' }] }));
test.assertions.awsApiCall('EC2', 'describeVpcEndpoints', { Filters: [{ Name: 'vpc-id', Values: [vpc.vpcId] }] })
  .expect(ExpectedResult.objectLike({ VpcEndpoints: Match.arrayWith([Match.objectLike({ ServiceName: 'com.amazonaws.eu-west-1.sagemaker.runtime', VpcEndpointType: 'Interface' })]) }));
const { metricName, namespace: metricNamespace } = network.metricRejectedFlows();
test.assertions.awsApiCall('CloudWatchLogs', 'describeMetricFilters', { metricName, metricNamespace })
  .expect(ExpectedResult.objectLike({ metricFilters: [{ filterPattern: Match.stringLikeRegexp('action = "REJECT"'), metricTransformations: [{ metricValue: '1' }] }] }));

const ofNetwork = { Namespace: 'AWS/PrivateLinkEndpoints', MetricName: 'PacketsDropped', Threshold: 100, Dimensions: Match.arrayWith([{ Name: 'VPC Id', Value: vpc.vpcId }]) };
const metrics: Record<string, object> = {
  RejectedFlows: { Namespace: metricNamespace, MetricName: metricName, Threshold: 20 },
  BlockedQueries: { Namespace: 'AWS/Route53Resolver', MetricName: 'FirewallRuleQueryVolume', Threshold: 100 },
};
// eight of them are of endpoints
for (const { node: { id }, alarmName } of alarms) {
  test.assertions.awsApiCall('CloudWatch', 'describeAlarms', { AlarmNames: [alarmName] })
    .expect(ExpectedResult.objectLike({ MetricAlarms: [Match.objectLike({ EvaluationPeriods: 3, AlarmActions: [operators.topicArn], TreatMissingData: 'notBreaching', ...(metrics[id] ?? ofNetwork) })] }));
}
