import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Lazy, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Match } from 'aws-cdk-lib/assertions';
import { LogFormat } from 'aws-cdk-lib/aws-ec2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { FlowLogs, NetworkAlarms, type NetworkAlarmsProps, NetworkDns, NetworkEgress, SecureNetwork, type SecureNetworkProps } from '../../src';
import { zonesOf } from '../zones-of';

const INSPECTED = { egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }) };
/** A network of which nothing is counted. */
const SILENT = { dns: NetworkDns.open(), endpoints: [], flowLogs: FlowLogs.toLogGroup({ format: [LogFormat.SRC_ADDR] }) };

function alarms(scope: Construct, id: string, network: Partial<SecureNetworkProps> = {}, props: Partial<NetworkAlarmsProps> = {}): NetworkAlarms {
  const actions = [new SnsAction(Topic.fromTopicArn(scope, `${id}Topic`, Stack.of(scope).formatArn({ service: 'sns', resource: 'operators' })))];
  return new NetworkAlarms(scope, id, { network: new SecureNetwork(scope, `${id}Network`, { availabilityZones: zonesOf(scope), ...network }), actions, ...props });
}

describeConstruct('NetworkAlarms', {
  'of a network with defaults': (scope, id) => alarms(scope, id),
  'of a network with an inspected way out': (scope, id) => alarms(scope, id, INSPECTED, { rejectedFlows: 1, blockedQueries: 2, endpointPacketsDropped: 3, firewallDroppedPackets: 4, natPortAllocationErrors: 5 }),
});

/** Alarms as `id threshold`. */
function thresholds(network: Partial<SecureNetworkProps>, props: Partial<NetworkAlarmsProps> = {}): string[] {
  const { template } = synthesize((stack) => alarms(stack, 'Alarms', network, props));
  return Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => `${/^Alarms(.*?)[0-9A-F]{8}$/.exec(id)?.[1]} ${Properties.Threshold}`).sort();
}

const OF_ENDPOINTS = ['EcrApiPacketsDropped 100', 'EcrDockerPacketsDropped 100', 'KmsPacketsDropped 100', 'LogsPacketsDropped 100', 'MonitoringPacketsDropped 100', 'SageMakerApiPacketsDropped 100', 'StsPacketsDropped 100'];

test('a network has alarms of what it counts', () => {
  expect(thresholds({})).toEqual(['BlockedQueries 100', ...OF_ENDPOINTS, 'RejectedFlows 100'].sort());
  expect(thresholds(INSPECTED)).toEqual(['BlockedQueries 100', 'FirewallDroppedPackets 1000', 'NatPortAllocationErrors 0', ...OF_ENDPOINTS, 'RejectedFlows 100'].sort());
  expect(thresholds({ egress: NetworkEgress.nat(), endpoints: [] })).toEqual(['NatPortAllocationErrors 0', 'RejectedFlows 100']);
  expect(thresholds(SILENT)).toEqual([]);
});

test('thresholds are those that are given', () => {
  expect(thresholds({ ...INSPECTED, endpoints: [] }, { rejectedFlows: 1, blockedQueries: 0, firewallDroppedPackets: 4, natPortAllocationErrors: 5 })).toEqual(['BlockedQueries 0', 'FirewallDroppedPackets 4', 'NatPortAllocationErrors 5', 'RejectedFlows 1']);
});

test('who is to be told is told, after fifteen minutes of more than the threshold', () => {
  const { template } = synthesize((stack) => alarms(stack, 'Alarms'));
  template.allResourcesProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([':operators'])] })], ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 3, TreatMissingData: 'notBreaching', AlarmDescription: Match.anyValue(), ActionsEnabled: Match.absent(),
  });
});

test('without the construct there is none', () => {
  const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: zonesOf(stack) }));
  template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  template.resourceCountIs('AWS::Logs::MetricFilter', 0);
});

test('they may tell nobody, for a composite alarm to take them up', () => {
  const { template, stack } = synthesize((scope) => alarms(scope, 'Alarms', {}, { actions: [] }));
  template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: Match.absent() });
  expect((stack.node.findChild('Alarms') as NetworkAlarms).alarms).toHaveLength(9);
});

test('a threshold of what is not counted is told with all others', () => {
  const build = () => thresholds(SILENT, { rejectedFlows: 5, blockedQueries: 5, endpointPacketsDropped: 5, firewallDroppedPackets: 5, natPortAllocationErrors: -1 });
  expect(build).toThrow([
    'Stack/Alarms: 5 problem(s)',
    'rejectedFlows is 5: of the network flowLogs is "srcaddr": rejected flows are counted in a log group whose records have the field action. Leave it out. Choose FlowLogs.toLogGroup(), with LogFormat.ACTION where it has a format.',
    'blockedQueries is 5: of the network dns is "open": it blocks no query. Leave it out. Choose NetworkDns.closed().',
    'endpointPacketsDropped is 5: of the network endpoints is []: it has no interface endpoint. Leave it out. Give the network endpoints.',
    'firewallDroppedPackets is 5: of the network egress is "none": it has no firewall. Leave it out. Choose NetworkEgress.inspected({ allowedDomains }).',
    'natPortAllocationErrors is -1: of the network egress is "none": it has no NAT gateways. Leave it out. Choose NetworkEgress.inspected({ allowedDomains }) or NetworkEgress.nat().',
  ].join('\n  '));
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%p is no threshold', (rejectedFlows) => {
  expect(() => thresholds({}, { rejectedFlows })).toThrow(`Stack/Alarms: 1 problem(s)\n  rejectedFlows is "${rejectedFlows}": it is a count in five minutes, 0 or more. Give what is still usual in your network.`);
});

test('a threshold that is a token passes', () => {
  const { template } = synthesize((stack) => alarms(stack, 'Alarms', { endpoints: [] }, { blockedQueries: Lazy.number({ produce: () => 7 }) }));
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: 7 });
});
