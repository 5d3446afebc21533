import { Aws, Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnFirewallDomainList, CfnFirewallRuleGroup, CfnFirewallRuleGroupAssociation } from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { partitionOf } from '../partition-of';

/** Below these names are AWS's endpoints, buckets, file systems, Studio, and the instances of the network. */
const NAMES_OF_AWS = [
  `*.${Aws.URL_SUFFIX}`, '*.api.aws', '*.sagemaker.aws', '*.ec2.internal', '*.compute.internal',
];

/**
 * What AWS's names outside of its domain are in China: endpoints (https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-Beijing.html), and Studio and notebooks, by AWS's
 * entries in the Public Suffix List (https://publicsuffix.org/list/).
 */
const NAMES_IN_CHINA = [`*.${Aws.URL_SUFFIX}`, '*.amazonwebservices.com.cn', '*.sagemaker.com.cn', '*.compute.internal'];

/** A VPC's resolver answers what is allowed and nothing else. A query that the firewall cannot judge fails, which is AWS's default. */
export class DnsFirewall extends Construct {
  readonly ruleGroupId: string;
  /** The list of the rule that blocks. */
  readonly blockedDomainListId: string;

  constructor(scope: Construct, id: string, { vpc, allowedDomains }: { readonly vpc: IVpc; readonly allowedDomains: readonly string[] }) {
    super(scope, id);
    const names = partitionOf(Stack.of(this).region) === 'aws-cn' ? NAMES_IN_CHINA : NAMES_OF_AWS;
    const allowed = new CfnFirewallDomainList(this, 'Allowed', { domains: [...new Set([...names, ...allowedDomains])] });
    const all = new CfnFirewallDomainList(this, 'All', { domains: ['*'] });
    const rules = new CfnFirewallRuleGroup(this, 'Rules', {
      firewallRules: [
        // whoever owns an allowed name decides where it leads to: the names behind it need not be listed
        { priority: 100, action: 'ALLOW', firewallDomainListId: allowed.attrId, firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' },
        { priority: 200, action: 'BLOCK', blockResponse: 'NODATA', firewallDomainListId: all.attrId },
      ],
    });
    this.ruleGroupId = rules.attrId;
    this.blockedDomainListId = all.attrId;
    // 100 and 9900 are AWS Firewall Manager's: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateFirewallRuleGroup.html
    new CfnFirewallRuleGroupAssociation(this, 'Association', { vpcId: vpc.vpcId, firewallRuleGroupId: rules.attrId, priority: 101 });
  }
}
