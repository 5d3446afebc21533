import { Fn, Names } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnFirewall, CfnFirewallPolicy, CfnLoggingConfiguration, CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct } from 'constructs';
import { SubnetTier } from '../../subnet-tier';
import { acknowledge } from '../acknowledge';
import type { OpenNetwork } from './open-network';

export interface DomainFirewallProps extends OpenNetwork {
  readonly allowedDomains: readonly string[];
  readonly capacity: number;
  readonly deleteProtection: boolean;
  /** The names that may be reached in other networks, and their blocks. @default - none */
  readonly shared?: { readonly domains: readonly string[]; readonly blocks: readonly string[] };
}

/** A network firewall that lets connections to named domains pass and drops everything else. */
export class DomainFirewall extends Construct {
  readonly firewallName: string;
  /** The endpoint of each zone. */
  readonly endpointIds: string[];

  constructor(scope: Construct, id: string, private readonly props: DomainFirewallProps) {
    super(scope, id);
    this.firewallName = this.nameOf('firewall');
    const firewall = new CfnFirewall(this, 'Resource', {
      firewallName: this.firewallName,
      vpcId: props.vpc.vpcId,
      firewallPolicyArn: this.policy().attrFirewallPolicyArn,
      subnetMappings: props.subnetsOf(SubnetTier.INSPECTION).map(({ subnetId }) => ({ subnetId })),
      deleteProtection: props.deleteProtection,
      // a zone that comes later brings a subnet
      subnetChangeProtection: false,
      firewallPolicyChangeProtection: false,
    });
    if (props.availabilityZones.length === 1) acknowledge(firewall, 'Asked for by the network, which has one zone', 'CT.NETWORK-FIREWALL.PR.5');
    this.addLogs(firewall);
    this.endpointIds = props.availabilityZones.map((zone) => endpointIn(firewall, zone));
  }

  /** The lists, in the order of their priority. That of other networks has their blocks, so that its names lead nowhere else. */
  private allowLists(): CfnRuleGroup[] {
    const { allowedDomains, shared } = this.props;
    return [
      ...(shared ? [this.allowList('SharedDomains', 'shared', shared.domains, shared.blocks)] : []),
      ...(allowedDomains.length > 0 ? [this.allowList('AllowedDomains', 'domains', allowedDomains)] : []),
    ];
  }

  /**
   * @param external where the domains are. A group that does not say takes everything but the firewall's own VPC
   * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-limitations-caveats.html).
   */
  private allowList(id: string, name: string, domains: readonly string[], external?: readonly string[]): CfnRuleGroup {
    const { blocks, capacity } = this.props;
    return new CfnRuleGroup(this, id, {
      // its capacity cannot change: another one makes another group
      ruleGroupName: this.nameOf(`${name}-${capacity}`),
      type: 'STATEFUL',
      capacity,
      ruleGroup: {
        ruleVariables: { ipSets: { HOME_NET: { definition: [...blocks] }, ...(external ? { EXTERNAL_NET: { definition: [...external] } } : {}) } },
        rulesSource: { rulesSourceList: { targets: [...domains], targetTypes: ['TLS_SNI', 'HTTP_HOST'], generatedRulesType: 'ALLOWLIST' } },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
  }

  /**
   * Established connections that no rule let pass are dropped: the first packets must pass, or there would be no handshake to read a name from
   * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html).
   */
  private policy(): CfnFirewallPolicy {
    const lists = this.allowLists();
    return new CfnFirewallPolicy(this, 'Policy', {
      firewallPolicyName: this.nameOf('policy'),
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:drop'],
        statefulEngineOptions: { ruleOrder: 'STRICT_ORDER', streamExceptionPolicy: 'DROP' },
        statefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        statefulRuleGroupReferences: lists.map(({ attrRuleGroupArn }, index) => ({ resourceArn: attrRuleGroupArn, priority: 100 + index * 100 })),
      },
    });
  }

  /** AWS gives its log delivery the right to write, for this account and region only (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html). */
  private addLogs(firewall: CfnFirewall): void {
    const logGroup = new LogGroup(this, 'AlertLogs', { retention: RetentionDays.ONE_YEAR, encryptionKey: this.props.encryptionKey });
    new CfnLoggingConfiguration(this, 'Logging', {
      firewallArn: firewall.attrFirewallArn,
      loggingConfiguration: { logDestinationConfigs: [{ logType: 'ALERT', logDestinationType: 'CloudWatchLogs', logDestination: { logGroup: logGroup.logGroupName } }] },
    });
  }

  /** These resources have no name unless they are given one: letters, digits and hyphens, 128 at most. */
  private nameOf(part: string): string {
    return `${Names.uniqueResourceName(this, { maxLength: 100, separator: '-', allowedSpecialCharacters: '-' })}-${part}`;
  }
}

/** The endpoints come as `<zone>:<endpoint>`, in no order (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-networkfirewall-firewall.html): the text after a zone's name, up to the next comma. */
const endpointIn = (firewall: CfnFirewall, zone: string): string => Fn.select(0, Fn.split(',', Fn.select(1, Fn.split(`${zone}:`, Fn.join(',', firewall.attrEndpointIds)))));
