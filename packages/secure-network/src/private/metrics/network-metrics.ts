import { type IMetric, MathExpression, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnVPCEndpoint, InterfaceVpcEndpoint, IVpc } from 'aws-cdk-lib/aws-ec2';
import { MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FlowRecords } from '../../logs/flow-logs';
import type { DnsFirewall } from '../dns/dns-firewall';
import type { DomainFirewall } from '../egress/domain-firewall';
import { rejectedFlows } from '../logs/rejected-flows';
import { type Problem, ValidationError } from '../validation-error';

/** What of a network is counted. */
export interface MeteredNetwork {
  readonly vpc: IVpc;
  readonly availabilityZones: readonly string[];
  readonly flowRecords: FlowRecords;
  readonly egress: string;
  readonly dnsFirewall?: DnsFirewall;
  readonly firewall?: DomainFirewall;
  readonly natGatewayIds: readonly string[];
  readonly endpoints: ReadonlyMap<string, InterfaceVpcEndpoint>;
}

/** The metrics of a network. Each has a rule that tells why a network has it not. */
export class NetworkMetrics {
  constructor(private readonly scope: Construct, private readonly network: MeteredNetwork) {}

  get endpointIds(): string[] {
    return [...this.network.endpoints.keys()];
  }

  rejectedFlows(options?: MetricOptions): Metric {
    const { flowRecords: { logGroup, fields }, vpc } = this.network;
    const filterPattern = rejectedFlows(fields);
    if (!logGroup || !filterPattern) throw this.without(this.noRejectedFlows());
    const counted = { metricNamespace: 'SecureNetwork', metricName: `RejectedFlows-${vpc.vpcId}` };
    // made once, by the first who asks: who does not, does not pay for it
    if (!this.scope.node.tryFindChild('RejectedFlows')) new MetricFilter(this.scope, 'RejectedFlows', { logGroup, filterPattern, ...counted, metricValue: '1', defaultValue: 0 });
    return this.metric(counted.metricNamespace, counted.metricName, {}, options);
  }

  noRejectedFlows(): Problem | undefined {
    const { logGroup, fields } = this.network.flowRecords;
    if (logGroup && rejectedFlows(fields)) return undefined;
    return {
      prop: 'flowLogs', value: logGroup ? fields.join(' ') : 'to a bucket', rule: 'rejected flows are counted in a log group whose records have the field action', remedy: 'Choose FlowLogs.toLogGroup(), with LogFormat.ACTION where it has a format',
    };
  }

  /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-dns-firewall-with-cloudwatch.html */
  blockedQueries(options?: MetricOptions): Metric {
    const { dnsFirewall } = this.network;
    if (!dnsFirewall) throw this.without(this.noBlockedQueries());
    return this.metric('AWS/Route53Resolver', 'FirewallRuleQueryVolume', { FirewallRuleGroupId: dnsFirewall.ruleGroupId, FirewallDomainListId: dnsFirewall.blockedDomainListId }, options);
  }

  noBlockedQueries(): Problem | undefined {
    return this.network.dnsFirewall ? undefined : { prop: 'dns', value: 'open', rule: 'it blocks no query', remedy: 'Choose NetworkDns.closed()' };
  }

  /** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html */
  endpoint(id: string, metricName: string, options?: MetricOptions): Metric {
    const { vpc, endpoints } = this.network;
    const endpoint = endpoints.get(id);
    if (!endpoint) throw this.without({ prop: 'endpoint', value: id, rule: `the network has ${this.endpointIds.join(', ') || 'no interface endpoint'}`, remedy: 'Name one of its endpoints, or add the service to endpoints' });
    const { serviceName = '' } = endpoint.node.defaultChild as CfnVPCEndpoint;
    return this.metric('AWS/PrivateLinkEndpoints', metricName, { 'VPC Id': vpc.vpcId, 'VPC Endpoint Id': endpoint.vpcEndpointId, 'Endpoint Type': 'Interface', 'Service Name': serviceName }, options);
  }

  noEndpoints(): Problem | undefined {
    return this.endpointIds.length > 0 ? undefined : { prop: 'endpoints', value: [], rule: 'it has no interface endpoint', remedy: 'Give the network endpoints' };
  }

  /** By either engine, in each zone (https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html). */
  firewallDroppedPackets(options?: MetricOptions): IMetric {
    const { firewall, availabilityZones } = this.network;
    if (!firewall) throw this.without(this.noFirewall());
    const dimensions = availabilityZones.flatMap((AvailabilityZone) => ['Stateful', 'Stateless'].map((Engine) => ({ FirewallName: firewall.firewallName, AvailabilityZone, Engine })));
    return this.sum('DroppedPackets', dimensions.map((each) => this.metric('AWS/NetworkFirewall', 'DroppedPackets', each, options)), options);
  }

  noFirewall(): Problem | undefined {
    return this.network.firewall ? undefined : { prop: 'egress', value: this.network.egress, rule: 'it has no firewall', remedy: 'Choose NetworkEgress.inspected({ allowedDomains })' };
  }

  /** https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
  natPortAllocationErrors(options?: MetricOptions): IMetric {
    const { natGatewayIds } = this.network;
    if (natGatewayIds.length === 0) throw this.without(this.noNatGateways());
    return this.sum('ErrorPortAllocation', natGatewayIds.map((NatGatewayId) => this.metric('AWS/NATGateway', 'ErrorPortAllocation', { NatGatewayId }, options)), options);
  }

  noNatGateways(): Problem | undefined {
    return this.network.natGatewayIds.length > 0 ? undefined : { prop: 'egress', value: this.network.egress, rule: 'it has no NAT gateways', remedy: 'Choose NetworkEgress.inspected({ allowedDomains }) or NetworkEgress.nat()' };
  }

  private metric(namespace: string, metricName: string, dimensionsMap: Record<string, string>, options?: MetricOptions): Metric {
    return new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, ...options }).attachTo(this.scope);
  }

  /** Of a zone that counts nothing there is no value: it counts as none. */
  private sum(label: string, metrics: readonly Metric[], options: MetricOptions = {}): IMetric {
    if (metrics.length === 1) return metrics[0];
    const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]));
    const expression = Object.keys(usingMetrics).map((id) => `FILL(${id}, 0)`).join(' + ');
    return new MathExpression({ expression, usingMetrics, label: options.label ?? label, color: options.color, period: options.period });
  }

  private without(problem: Problem | undefined): ValidationError {
    return new ValidationError(this.scope, problem ? [problem] : []);
  }
}
