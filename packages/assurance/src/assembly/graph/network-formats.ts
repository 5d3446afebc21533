import type { ArnFormat } from './arn-formats';

const ec2 = (resource: string, rest: Omit<ArnFormat, 'arn'> = {}): ArnFormat => ({ arn: `arn:{partition}:ec2:{region}:{account}:${resource}/{name}`, ...rest });
const resolver = (resource: string): ArnFormat => ({ arn: `arn:{partition}:route53resolver:{region}:{account}:${resource}/{name}`, nameAttributes: ['Id'] });

/**
 * Formats of what networks are made of: ARNs from https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and its like for Network Firewall and
 * Route 53 Resolver, what `Ref` and `Fn::GetAtt` give from https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html.
 */
export const NETWORK_FORMATS: Readonly<Record<string, ArnFormat>> = {
  'AWS::EC2::CarrierGateway': ec2('carrier-gateway', { nameAttributes: ['CarrierGatewayId'] }),
  'AWS::EC2::EgressOnlyInternetGateway': ec2('egress-only-internet-gateway', { nameAttributes: ['Id'] }),
  'AWS::EC2::InternetGateway': ec2('internet-gateway', { nameAttributes: ['InternetGatewayId'] }),
  'AWS::EC2::NatGateway': ec2('natgateway', { nameAttributes: ['NatGatewayId'] }),
  'AWS::EC2::NetworkAcl': ec2('network-acl', { nameAttributes: ['Id'] }),
  'AWS::EC2::NetworkInterface': ec2('network-interface', { nameAttributes: ['Id'] }),
  'AWS::EC2::PrefixList': ec2('prefix-list', { nameAttributes: ['PrefixListId'] }),
  'AWS::EC2::RouteTable': ec2('route-table', { nameAttributes: ['RouteTableId'] }),
  'AWS::EC2::SecurityGroup': ec2('security-group', { nameAttributes: ['GroupId'], propertyAttributes: ['VpcId'] }),
  'AWS::EC2::Subnet': ec2('subnet', { nameAttributes: ['SubnetId'], propertyAttributes: ['AvailabilityZone', 'CidrBlock', 'VpcId'] }),
  'AWS::EC2::TransitGateway': ec2('transit-gateway', { nameAttributes: ['Id'], derivedAttributes: ['AssociationDefaultRouteTableId', 'PropagationDefaultRouteTableId'] }),
  'AWS::EC2::TransitGatewayAttachment': ec2('transit-gateway-attachment', { nameAttributes: ['Id'] }),
  'AWS::EC2::TransitGatewayPeeringAttachment': ec2('transit-gateway-attachment', { nameAttributes: ['TransitGatewayAttachmentId'] }),
  'AWS::EC2::TransitGatewayRouteTable': ec2('transit-gateway-route-table', { nameAttributes: ['TransitGatewayRouteTableId'] }),
  'AWS::EC2::TransitGatewayVpcAttachment': ec2('transit-gateway-attachment', { nameAttributes: ['Id'] }),
  'AWS::EC2::VPC': ec2('vpc', { nameAttributes: ['VpcId'], propertyAttributes: ['CidrBlock'], derivedAttributes: ['DefaultSecurityGroup', 'DefaultNetworkAcl'] }),
  'AWS::EC2::VPCPeeringConnection': ec2('vpc-peering-connection', { nameAttributes: ['Id'] }),
  'AWS::EC2::VPNGateway': ec2('vpn-gateway', { nameAttributes: ['VPNGatewayId'] }),
  'AWS::NetworkFirewall::Firewall': { arn: 'arn:{partition}:network-firewall:{region}:{account}:firewall/{name}', name: 'FirewallName', ref: 'arn', arnAttributes: ['FirewallArn'] },
  'AWS::NetworkFirewall::FirewallPolicy': { arn: 'arn:{partition}:network-firewall:{region}:{account}:firewall-policy/{name}', name: 'FirewallPolicyName', ref: 'arn', arnAttributes: ['FirewallPolicyArn'] },
  'AWS::NetworkFirewall::RuleGroup': { arn: 'arn:{partition}:network-firewall:{region}:{account}:{Type}-rulegroup/{name}', name: 'RuleGroupName', lowercase: ['Type'], ref: 'arn', arnAttributes: ['RuleGroupArn'] },
  'AWS::NetworkFirewall::VpcEndpointAssociation': { arn: 'arn:{partition}:network-firewall:{region}:{account}:vpc-endpoint-association/{name}', ref: 'arn', arnAttributes: ['VpcEndpointAssociationArn'], nameAttributes: ['EndpointId'] },
  'AWS::Route53Profiles::Profile': { arn: 'arn:{partition}:route53profiles:{region}:{account}:profile/{name}', nameAttributes: ['Id'] },
  'AWS::Route53Resolver::FirewallDomainList': resolver('firewall-domain-list'),
  'AWS::Route53Resolver::FirewallRuleGroup': resolver('firewall-rule-group'),
};
