import { Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarmAction, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Problem, ValidationError } from '../private/validation-error';
import type { SecureNetwork } from '../secure-network';

/** Props of a network's alarms. Thresholds are counts in five minutes; what exceeds one in each of three such periods, one after the other, raises an alarm. */
export interface NetworkAlarmsProps {
  /**
   * The network. What it has not, such as a firewall, has no alarm. Only one that was made here: of a network that was adopted it is not known where its flow logs go and which DNS firewall, firewall
   * and NAT gateways are its own; whoever made it watches these.
   */
  readonly network: SecureNetwork;
  /** Who is told, such as an `SnsAction`. Empty where a composite alarm, or a rule of EventBridge, takes the alarms up. */
  readonly actions: IAlarmAction[];
  /**
   * Flows that a security group or a network ACL rejected: something tries what it may not.
   * @default 100, where flow logs go to a log group and their records have the field action
   */
  readonly rejectedFlows?: number;
  /**
   * DNS queries that the DNS firewall blocked: a job asks for what the network does not resolve, or somebody tells names what is to stay inside.
   * @default 100, where the resolver is closed
   */
  readonly blockedQueries?: number;
  /**
   * Packets that an interface endpoint dropped, for each endpoint: it, or its service, is not well, or packets are larger than 8,500 bytes.
   * @default 100
   */
  readonly endpointPacketsDropped?: number;
  /**
   * Packets that the firewall of an inspected egress dropped: something asks for a domain that is not on its list.
   * @default 1000, with an inspected egress
   */
  readonly firewallDroppedPackets?: number;
  /**
   * Connections for which a NAT gateway had no port left. AWS's example of an alarm has the default
   * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html).
   * @default 0, with an egress that has NAT gateways
   */
  readonly natPortAllocationErrors?: number;
}

/**
 * Alarms of what a network rejects, blocks and drops: one for each that it counts, and one for each interface endpoint. There are none unless this construct is made. The thresholds suit a
 * network in which little is refused: look at the metrics of yours, and set them. Other alarms are made of the metrics: `network.metricBlockedQueries().createAlarm(…)`.
 * @example
 * import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
 * import { Topic } from 'aws-cdk-lib/aws-sns';
 *
 * const network = new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
 * const topic = Topic.fromTopicArn(this, 'Operators', 'arn:aws:sns:eu-west-1:111111111111:operators');
 * new NetworkAlarms(this, 'Alarms', { network, actions: [new SnsAction(topic)], rejectedFlows: 20 });
 */
export class NetworkAlarms extends Construct {
  /** All of them. */
  readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, props: NetworkAlarmsProps) {
    super(scope, id);
    const { network: { _metrics: metrics } } = props;
    ValidationError.throwIfAny(this, thresholdProblems(props));
    if (!metrics.noRejectedFlows()) this.add(props, 'RejectedFlows', metrics.rejectedFlows(), props.rejectedFlows ?? 100, 'Flows were rejected by security groups or network ACLs: see the flow logs');
    if (!metrics.noBlockedQueries()) this.add(props, 'BlockedQueries', metrics.blockedQueries(), props.blockedQueries ?? 100, 'DNS queries were blocked: see the query logs');
    for (const endpoint of metrics.endpointIds) {
      this.add(props, `${endpoint}PacketsDropped`, metrics.endpoint(endpoint, 'PacketsDropped'), props.endpointPacketsDropped ?? 100, `The endpoint ${endpoint} dropped packets`);
    }
    if (!metrics.noFirewall()) this.add(props, 'FirewallDroppedPackets', metrics.firewallDroppedPackets(), props.firewallDroppedPackets ?? 1000, 'The firewall dropped packets: see its alert logs');
    if (!metrics.noNatGateways()) this.add(props, 'NatPortAllocationErrors', metrics.natPortAllocationErrors(), props.natPortAllocationErrors ?? 0, 'NAT gateways had no port left for a connection');
  }

  private add({ actions }: NetworkAlarmsProps, id: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    const alarm = new Alarm(this, id, {
      metric, threshold, alarmDescription, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, evaluationPeriods: 3, treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(...actions);
    this.alarms.push(alarm);
  }
}

const THRESHOLDS = ['rejectedFlows', 'blockedQueries', 'endpointPacketsDropped', 'firewallDroppedPackets', 'natPortAllocationErrors'] as const;

/** Thresholds that are none, or that are given for what the network does not count. */
function thresholdProblems({ network: { _metrics: metrics }, ...props }: NetworkAlarmsProps): Problem[] {
  const missing = {
    rejectedFlows: metrics.noRejectedFlows(),
    blockedQueries: metrics.noBlockedQueries(),
    endpointPacketsDropped: metrics.noEndpoints(),
    firewallDroppedPackets: metrics.noFirewall(),
    natPortAllocationErrors: metrics.noNatGateways(),
  };
  return THRESHOLDS.flatMap((prop): Problem[] => {
    const [value, why] = [props[prop], missing[prop]];
    if (value === undefined) return [];
    if (why) return [{ prop, value, rule: `of the network ${why.prop} is ${JSON.stringify(why.value)}: ${why.rule}`, remedy: `Leave it out. ${why.remedy}` }];
    if (Token.isUnresolved(value) || (Number.isFinite(value) && value >= 0)) return [];
    return [{ prop, value: String(value), rule: 'it is a count in five minutes, 0 or more', remedy: 'Give what is still usual in your network' }];
  });
}
