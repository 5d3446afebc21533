import type { Finding, NetworkSettings, Stack, Template } from '../../../src';
import { proveNetwork } from '../../../src/prove/network/prove-network';
import { CLOSED } from '../../../src/prove/network/settings';
import { assemblyOf, stackOf } from '../../estimate/assembly-of';

type Json = Readonly<Record<string, unknown>>;
export type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: Json }>>;

export const resource = (Type: string, Properties: Json = {}) => ({ Type, Properties });
export const ref = (Ref: string) => ({ Ref });
export const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
export const tags = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** What the proof finds, apart from what is for the record. */
export function findings(resources: Resources, settings: Partial<NetworkSettings> = {}, ...others: Stack[]): readonly Finding[] {
  return report(resources, settings, ...others).findings.filter(({ level }) => level !== 'note');
}

export const report = (resources: Resources, settings: Partial<NetworkSettings> = {}, ...others: Stack[]) => proveNetwork(assemblyOf(stackOf({ Resources: resources } as Template), ...others), 'planted', { ...CLOSED, ...settings });

export const rules = (...planted: Parameters<typeof findings>): string[] => [...new Set(findings(...planted).map(({ rule }) => rule))].sort();

/** The same resources with some properties of one changed; undefined takes a property away. */
export function changed(resources: Resources, id: string, properties: Json): Resources {
  return { ...resources, [id]: resource(resources[id].Type, Object.fromEntries(Object.entries({ ...resources[id].Properties, ...properties }).filter(([, value]) => value !== undefined))) };
}

export function without(resources: Resources, ...ids: string[]): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([id]) => !ids.includes(id)));
}

/** One's own only (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html). */
export const perimeter = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111', 'aws:ResourceAccount': '111111111111' } } }] };

export const subnet = (block: string, more: Json = {}) => resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: block, AvailabilityZone: 'eu-west-1a', ...more });
export const table = (id: string, of: string): Resources => ({
  [id]: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  [`${id}Association`]: resource('AWS::EC2::SubnetRouteTableAssociation', { RouteTableId: ref(id), SubnetId: ref(of) }),
});
export const route = (from: string, target: Json, DestinationCidrBlock = '0.0.0.0/0') => resource('AWS::EC2::Route', { RouteTableId: ref(from), DestinationCidrBlock, ...target });

/** A VPC that nothing can be said against; its default security group is closed, its traffic logged, its names shut. */
export const vpc: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true }),
  Closed: resource('Custom::VpcRestrictDefaultSG', { DefaultSecurityGroupId: att('Vpc', 'DefaultSecurityGroup') }),
  Log: resource('AWS::EC2::FlowLog', { ResourceType: 'VPC', ResourceId: ref('Vpc'), TrafficType: 'ALL' }),
  Domains: resource('AWS::Route53Resolver::FirewallDomainList', { Domains: ['*.amazonaws.com'] }),
  Everything: resource('AWS::Route53Resolver::FirewallDomainList', { Domains: ['*'] }),
  Names: resource('AWS::Route53Resolver::FirewallRuleGroup', { FirewallRules: [
    { Action: 'ALLOW', FirewallDomainListId: att('Domains', 'Id'), Priority: 1 }, { Action: 'BLOCK', BlockResponse: 'NODATA', FirewallDomainListId: att('Everything', 'Id'), Priority: 2 },
  ] }),
  NamesOfVpc: resource('AWS::Route53Resolver::FirewallRuleGroupAssociation', { FirewallRuleGroupId: att('Names', 'Id'), VpcId: ref('Vpc'), Priority: 101 }),
};

/**
 * A VPC with an interface endpoint and a gateway endpoint, and network ACLs of both subnets
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html, https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html).
 */
export const isolated: Resources = {
  ...vpc,
  Work: subnet('10.0.0.0/24'), ...table('WorkTable', 'Work'),
  Ends: subnet('10.0.1.0/24', { Tags: tags({ 'aws-cdk:subnet-name': 'Endpoint' }) }), ...table('EndsTable', 'Ends'),
  ...acl('WorkAcl', 'Work', { out443: [true, '0.0.0.0/0', 443, 443], inAnswers: [false, '0.0.0.0/0', 1024, 65535] }),
  ...acl('EndsAcl', 'Ends', { in443: [false, '10.0.0.0/24', 443, 443], outAnswers: [true, '10.0.0.0/24', 1024, 65535] }),
  WorkGroup: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), SecurityGroupEgress: [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: att('Vpc', 'CidrBlock') }, { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, DestinationPrefixListId: 'pl-6da54004' },
  ] }),
  EndsGroup: resource('AWS::EC2::SecurityGroup', { VpcId: ref('Vpc'), SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }] }),
  FromWork: resource('AWS::EC2::SecurityGroupIngress', { GroupId: att('EndsGroup', 'GroupId'), IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: att('WorkGroup', 'GroupId') }),
  Kms: resource('AWS::EC2::VPCEndpoint', {
    VpcId: ref('Vpc'), VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.kms', PrivateDnsEnabled: true, SubnetIds: [ref('Ends')], SecurityGroupIds: [att('EndsGroup', 'GroupId')], PolicyDocument: perimeter,
  }),
  S3: resource('AWS::EC2::VPCEndpoint', { VpcId: ref('Vpc'), VpcEndpointType: 'Gateway', ServiceName: 'com.amazonaws.eu-west-1.s3', RouteTableIds: [ref('WorkTable')], PolicyDocument: perimeter }),
  Model: resource('AWS::SageMaker::Model', { VpcConfig: { Subnets: [ref('Work')], SecurityGroupIds: [att('WorkGroup', 'GroupId')] } }),
};

function acl(id: string, of: string, entries: Readonly<Record<string, readonly [out: boolean, block: string, from: number, to: number]>>): Resources {
  return {
    [id]: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    [`${id}Of`]: resource('AWS::EC2::SubnetNetworkAclAssociation', { NetworkAclId: att(id, 'Id'), SubnetId: ref(of) }),
    ...Object.fromEntries(Object.entries(entries).map(([name, [Egress, CidrBlock, From, To]], index) => [`${id}${name}`, resource('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: ref(id), RuleNumber: 100 + index, Protocol: 6, RuleAction: 'allow', Egress, CidrBlock, PortRange: { From, To },
    })])),
  };
}

/** What a network needs for a way to the internet by a NAT gateway (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html). */
export const nat: Resources = {
  ...vpc,
  Work: subnet('10.0.0.0/24'), ...table('WorkTable', 'Work'),
  Front: subnet('10.0.2.0/24', { Tags: tags({ 'aws-cdk:subnet-type': 'Public' }) }), ...table('FrontTable', 'Front'),
  Gateway: resource('AWS::EC2::InternetGateway'), Attached: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') }),
  Nat: resource('AWS::EC2::NatGateway', { SubnetId: ref('Front'), AllocationId: 'eipalloc-1' }),
  ToNat: route('WorkTable', { NatGatewayId: ref('Nat') }),
  ToGateway: route('FrontTable', { GatewayId: ref('Gateway') }),
};

const endpointOf = (firewall: string) => ({ VpcEndpointId: { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::Select': ['0', att(firewall, 'EndpointIds')] }] }] } });

/** The same with a firewall between the subnets and the NAT gateway, there and back (https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html). */
export const inspected: Resources = {
  ...nat,
  Wall: subnet('10.0.3.0/24', { Tags: tags({ 'aws-cdk:subnet-name': 'Firewall' }) }), ...table('WallTable', 'Wall'),
  Firewall: resource('AWS::NetworkFirewall::Firewall', { FirewallName: 'egress', VpcId: ref('Vpc'), FirewallPolicyArn: ref('Inspects'), SubnetMappings: [{ SubnetId: ref('Wall') }] }),
  // https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
  Inspects: resource('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicyName: 'inspects', FirewallPolicy: {
    StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:drop'], StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' }, StatefulDefaultActions: ['aws:drop_established'],
  } }),
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-loggingconfiguration.html
  Alerts: resource('AWS::NetworkFirewall::LoggingConfiguration', { FirewallArn: ref('Firewall'), LoggingConfiguration: { LogDestinationConfigs: [{ LogType: 'ALERT', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: 'alerts' } }] } }),
  ToNat: route('WorkTable', endpointOf('Firewall')),
  WallToNat: route('WallTable', { NatGatewayId: ref('Nat') }),
  Back: route('FrontTable', endpointOf('Firewall'), '10.0.0.0/24'),
};

/** A VPC of a team that is attached to a hub, in a stack of its own. */
export function attached(name: string, block: string, labels: Readonly<Record<string, string>>): Stack {
  const Resources: Resources = {
    ...changed(vpc, 'Vpc', { CidrBlock: block, Tags: tags(labels) }),
    Work: subnet(block.replace('/16', '/24')), ...table('WorkTable', 'Work'),
    Attachment: resource('AWS::EC2::TransitGatewayVpcAttachment', { VpcId: ref('Vpc'), SubnetIds: [ref('Work')], TransitGatewayId: { 'Fn::ImportValue': 'hub' } }),
  };
  return stackOf({ Resources, Outputs: { Attachment: { Value: ref('Attachment'), Export: { Name: name } } } } as unknown as Template, { name });
}

/** A hub whose attachments reach nothing until a route or a propagation says so (https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-isolated.html). */
export function hub(routes: (attachment: (name: string) => object) => Resources, gateway: Json = { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' }, ...spokes: string[]): Stack {
  const attachment = (name: string) => ({ 'Fn::ImportValue': name });
  const tables = spokes.map((name): Resources => ({
    [`${name}Table`]: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Hub') }),
    [`${name}Of`]: resource('AWS::EC2::TransitGatewayRouteTableAssociation', { TransitGatewayAttachmentId: attachment(name), TransitGatewayRouteTableId: ref(`${name}Table`) }),
  }));
  const Resources = Object.assign({ Hub: resource('AWS::EC2::TransitGateway', gateway) }, ...tables, routes(attachment)) as Resources;
  return stackOf({ Resources, Outputs: { Hub: { Value: ref('Hub'), Export: { Name: 'hub' } } } } as unknown as Template, { name: 'Hub' });
}
