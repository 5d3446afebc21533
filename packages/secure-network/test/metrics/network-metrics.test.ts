import { synthesize } from '@mlops-foundation/test-kit';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { LogFormat } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FlowLogs, NetworkDns, NetworkEgress, SecureNetwork, type SecureNetworkProps } from '../../src';

const ZONES = ['eu-west-1a', 'eu-west-1b'];
const INSPECTED = { egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }) };
const NAT = { egress: NetworkEgress.nat() };
const made = (props: Partial<SecureNetworkProps> = {}) => new SecureNetwork(new Stack(), 'Network', { availabilityZones: ZONES, ...props });

/** What CloudFormation is told of an alarm of the metric: the metric itself, or those of an expression. */
function alarmed(props: Partial<SecureNetworkProps>, metricOf: (network: SecureNetwork) => IMetric) {
  const { template } = synthesize((stack) => {
    const network = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, ...props });
    new Alarm(stack, 'Alarm', { metric: metricOf(network), threshold: 1, evaluationPeriods: 1 });
  }, { account: '111111111111', region: 'eu-west-1' });
  return { template, alarm: Object.values(template.findResources('AWS::CloudWatch::Alarm'))[0].Properties };
}

const dimensions = (values: Readonly<Record<string, unknown>>) => expect.arrayContaining(Object.entries(values).map(([Name, Value]) => ({ Name, Value })));
const idOf = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}`));

test('rejected flows are counted by a filter of the log group, under the VPC\'s name', () => {
  const { template, alarm } = alarmed({}, (network) => network.metricRejectedFlows());
  const name = { 'Fn::Join': ['', ['RejectedFlows-', { Ref: idOf('NetworkVpc') }]] };
  expect(alarm).toMatchObject({ Namespace: 'SecureNetwork', MetricName: name, Statistic: 'Sum', Period: 300 });
  expect(Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => Properties)).toEqual([{
    FilterPattern: expect.stringContaining('action = "REJECT"'), LogGroupName: { Ref: idOf('NetworkFlowLogs') }, MetricTransformations: [{ MetricNamespace: 'SecureNetwork', MetricName: name, MetricValue: '1', DefaultValue: 0 }],
  }]);
});

test('the filter is made once, and only for who asks', () => {
  const asked = (times: number) => synthesize((stack) => {
    const network = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES });
    for (let time = 0; time < times; time++) network.metricRejectedFlows();
  }).template;
  const counts = [0, 1, 3].map((times) => Object.keys(asked(times).findResources('AWS::Logs::MetricFilter')).length);
  expect(counts).toEqual([0, 1, 1]);
});

test('blocked queries are those that match the rule for all that is not allowed', () => {
  const { template, alarm } = alarmed({}, (network) => network.metricBlockedQueries());
  const [group] = Object.values(template.findResources('AWS::Route53Resolver::FirewallRuleGroup'));
  const [rule] = group.Properties.FirewallRules.filter(({ Action }: { Action: string }) => Action === 'BLOCK');
  expect(alarm).toMatchObject({
    Namespace: 'AWS/Route53Resolver', MetricName: 'FirewallRuleQueryVolume',
    Dimensions: dimensions({ FirewallRuleGroupId: { 'Fn::GetAtt': [idOf('NetworkDnsFirewallRules'), 'Id'] }, FirewallDomainListId: rule.FirewallDomainListId }),
  });
  expect(alarm.Dimensions).toHaveLength(2);
});

test.each([
  ['BytesProcessed', (network: SecureNetwork) => network.metricEndpointBytesProcessed('Kms')], ['PacketsDropped', (network: SecureNetwork) => network.metricEndpointPacketsDropped('Kms')],
])('%s of an endpoint', (MetricName, metricOf) => {
  expect(alarmed({}, metricOf).alarm).toMatchObject({
    Namespace: 'AWS/PrivateLinkEndpoints', MetricName, Statistic: 'Sum',
    Dimensions: dimensions({ 'VPC Id': { Ref: idOf('NetworkVpc') }, 'VPC Endpoint Id': { Ref: idOf('NetworkEndpointsKms') }, 'Endpoint Type': 'Interface', 'Service Name': 'com.amazonaws.eu-west-1.kms' }),
  });
});

/** Of an expression, its text and its metrics as `name dimension=value …`. */
function summed(props: Partial<SecureNetworkProps>, metricOf: (network: SecureNetwork) => IMetric) {
  const { Metrics } = alarmed(props, metricOf).alarm as { Metrics: { Expression?: string; MetricStat?: { Metric: { Namespace: string; MetricName: string; Dimensions: { Name: string; Value: unknown }[] }; Period: number } }[] };
  const told = (value: unknown) => (typeof value === 'string' ? value.replace(/.*(?=firewall$)/, '') : /EgressSubnet\d/.exec(JSON.stringify(value))?.[0]);
  return {
    expression: Metrics.map(({ Expression }) => Expression).filter((one) => one !== undefined),
    metrics: Metrics.flatMap(({ MetricStat }) => (MetricStat ? `${MetricStat.Metric.Namespace} ${MetricStat.Metric.MetricName} ${MetricStat.Period} ${MetricStat.Metric.Dimensions.map(({ Name, Value }) => `${Name}=${told(Value)}`).sort().join(' ')}` : [])),
  };
}

test('what the firewall drops is the sum of all zones and of both engines', () => {
  expect(summed(INSPECTED, (network) => network.metricFirewallDroppedPackets())).toEqual({
    expression: ['FILL(m1, 0) + FILL(m2, 0) + FILL(m3, 0) + FILL(m4, 0)'],
    metrics: ZONES.flatMap((zone) => ['Stateful', 'Stateless'].map((engine) => `AWS/NetworkFirewall DroppedPackets 300 AvailabilityZone=${zone} Engine=${engine} FirewallName=firewall`)),
  });
});

test('the firewall has the name by which it is counted', () => {
  const { template, alarm } = alarmed({ ...INSPECTED, availabilityZones: ['eu-west-1a'] }, (network) => network.metricFirewallDroppedPackets());
  const [{ Properties: { FirewallName } }] = Object.values(template.findResources('AWS::NetworkFirewall::Firewall'));
  expect(JSON.stringify(alarm)).toContain(`{"Name":"FirewallName","Value":"${FirewallName}"}`);
});

test.each([['nat', NAT], ['inspected', INSPECTED]])('%s: ports are counted at the NAT gateway of each zone', (_, egress) => {
  expect(summed(egress, (network) => network.metricNatPortAllocationErrors({ period: Duration.minutes(1) }))).toEqual({
    expression: ['FILL(m1, 0) + FILL(m2, 0)'], metrics: [1, 2].map((zone) => `AWS/NATGateway ErrorPortAllocation 60 NatGatewayId=EgressSubnet${zone}`),
  });
});

test('one NAT gateway needs no sum; options are as everywhere', () => {
  const { alarm } = alarmed({ ...NAT, availabilityZones: ['eu-west-1a'] }, (network) => network.metricNatPortAllocationErrors({ statistic: 'Maximum', period: Duration.minutes(1) }));
  expect(alarm).toMatchObject({ MetricName: 'ErrorPortAllocation', Statistic: 'Maximum', Period: 60 });
});

const bucket = Bucket.fromBucketArn(new Stack(), 'Archive', 'arn:aws:s3:::log-archive');
test.each<[string, Partial<SecureNetworkProps>, (network: SecureNetwork) => unknown, string]>([
  ['flows in a bucket', { flowLogs: FlowLogs.toBucket(bucket) }, (network) => network.metricRejectedFlows(), 'flowLogs is "to a bucket": rejected flows are counted in a log group whose records have the field action. Choose FlowLogs.toLogGroup()'],
  ['flows of which it is not said', { flowLogs: FlowLogs.toLogGroup({ format: [LogFormat.SRC_ADDR, LogFormat.DST_ADDR] }) }, (network) => network.metricRejectedFlows(), 'flowLogs is "srcaddr dstaddr": rejected flows are counted in a log group whose records have the field action'],
  ['an open resolver', { dns: NetworkDns.open() }, (network) => network.metricBlockedQueries(), 'dns is "open": it blocks no query. Choose NetworkDns.closed()'],
  ['an endpoint that is not there', {}, (network) => network.metricEndpointBytesProcessed('Athena'), 'endpoint is "Athena": the network has EcrApi, EcrDocker, Kms, Logs, Monitoring, SageMakerApi, Sts. Name one of its endpoints'],
  ['no endpoint at all', { endpoints: [] }, (network) => network.metricEndpointPacketsDropped('Kms'), 'endpoint is "Kms": the network has no interface endpoint'],
  ['no firewall', NAT, (network) => network.metricFirewallDroppedPackets(), 'egress is "nat": it has no firewall. Choose NetworkEgress.inspected'],
  ['no NAT gateway', {}, (network) => network.metricNatPortAllocationErrors(), 'egress is "none": it has no NAT gateways. Choose NetworkEgress.inspected'],
])('%s: told, with the network\'s path', (_, props, ask, told) => {
  const network = made(props);
  expect(() => ask(network)).toThrow(`Network: 1 problem(s)\n  ${told}`);
});
