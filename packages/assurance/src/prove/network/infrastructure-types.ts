/**
 * Types that name subnets and run nobody's code there: what carries traffic, what is reached there, and what only speaks of subnets
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html). Whatever else names a subnet runs in it.
 */
const INFRASTRUCTURE = [
  'AWS::ApiGatewayV2::VpcLink', 'AWS::CloudFormation::Stack', 'AWS::EC2::ClientVpnRoute', 'AWS::EC2::ClientVpnTargetNetworkAssociation', 'AWS::EC2::FlowLog', 'AWS::EC2::InstanceConnectEndpoint', 'AWS::EC2::NatGateway',
  'AWS::EC2::RouteServerEndpoint', 'AWS::EC2::SubnetCidrBlock', 'AWS::EC2::SubnetNetworkAclAssociation', 'AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayMulticastDomainAssociation', 'AWS::EC2::TransitGatewayVpcAttachment', 'AWS::EC2::VerifiedAccessEndpoint', 'AWS::EC2::VPCEndpoint', 'AWS::EFS::MountTarget',
  'AWS::ElasticLoadBalancing::LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::NetworkFirewall::Firewall', 'AWS::NetworkFirewall::VpcEndpointAssociation', 'AWS::NetworkManager::VpcAttachment',
  'AWS::Route53Resolver::ResolverEndpoint', 'AWS::SSM::Parameter',
];

/** Whether a type is known to run nothing in the subnets that it names. */
export const isInfrastructureType = (type: string): boolean => INFRASTRUCTURE.includes(type) || type.startsWith('AWS::IAM::');
