import { EC2, type IpPermission, type SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { RunnerCloud } from '../../runner-cloud';
import type { ResourceContext, ResourceHandler } from '../service';

interface Rules {
  readonly GroupId: string;
  readonly IpPermissions: IpPermission[];
}

/** Which way a rule looks. */
interface Direction {
  authorize(ec2: EC2, rules: Rules): Promise<{ readonly SecurityGroupRules?: SecurityGroupRule[] }>;
  revoke(ec2: EC2, rules: Rules): Promise<unknown>;
}

export const INGRESS: Direction = { authorize: (ec2, rules) => ec2.authorizeSecurityGroupIngress(rules), revoke: (ec2, rules) => ec2.revokeSecurityGroupIngress(rules) };
export const EGRESS: Direction = { authorize: (ec2, rules) => ec2.authorizeSecurityGroupEgress(rules), revoke: (ec2, rules) => ec2.revokeSecurityGroupEgress(rules) };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html, and -securitygroupegress.html */
export function securityGroupRule(cloud: () => RunnerCloud, { authorize, revoke }: Direction): ResourceHandler {
  const clientOf = ({ account, region }: ResourceContext) => new EC2(cloud().clientOptions(cloud().rootOf(account), region));
  const rulesOf = (properties: any): Rules => ({ GroupId: properties.GroupId, IpPermissions: [permissionOf(properties)] });
  const create: ResourceHandler['create'] = async (properties, context) => {
    const { SecurityGroupRules: [rule] = [] } = await authorize(clientOf(context), rulesOf(properties));
    return { physicalId: rule.SecurityGroupRuleId ?? '', attributes: { Id: rule.SecurityGroupRuleId ?? '' } };
  };
  return {
    differs: 'by a prefix list allows nothing.',
    create,
    // another rule has another id: CloudFormation deletes the old one then
    update: async (_, properties, __, context) => create(properties, context),
    delete: async (_, properties, context) => {
      await revoke(clientOf(context), rulesOf(properties)).catch((error: Error) => {
        // a group that is gone took its rules along
        if (error.name !== 'InvalidGroup.NotFound') throw error;
      });
    },
  };
}

/** Values come as text. */
function permissionOf(properties: any): IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, Description } = properties;
  const GroupId = properties.SourceSecurityGroupId ?? properties.DestinationSecurityGroupId;
  const PrefixListId = properties.SourcePrefixListId ?? properties.DestinationPrefixListId;
  return {
    IpProtocol: String(IpProtocol),
    FromPort: FromPort === undefined ? undefined : Number(FromPort),
    ToPort: ToPort === undefined ? undefined : Number(ToPort),
    IpRanges: CidrIp ? [{ CidrIp, Description }] : undefined,
    Ipv6Ranges: CidrIpv6 ? [{ CidrIpv6, Description }] : undefined,
    PrefixListIds: PrefixListId ? [{ PrefixListId, Description }] : undefined,
    UserIdGroupPairs: GroupId ? [{ GroupId, Description }] : undefined,
  };
}
