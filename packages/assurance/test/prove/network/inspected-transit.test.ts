import { proveNetwork, type Report, type Stack, type Template } from '../../../src';
import { CLOSED } from '../../../src/prove/network/settings';
import { assemblyOf } from '../../estimate/assembly-of';
import { attached, hub, ref, resource, type Resources, route, subnet, table, tags } from './planted';

type Changes = Readonly<Record<string, { readonly Type: string; readonly Properties: object } | undefined>>;

/** A stack with some resources changed, added, or taken away. */
function withResources(stack: Stack, changes: Changes): Stack {
  const Resources = Object.fromEntries(Object.entries({ ...stack.template.Resources, ...changes }).filter(([, one]) => one !== undefined));
  return { ...stack, template: { ...stack.template, Resources } as Template };
}

const ENDPOINT = { VpcEndpointId: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] } };
const TO_HUB = { TransitGatewayId: { 'Fn::ImportValue': 'hub' } };

interface Planted {
  readonly tables?: Changes;
  readonly wall?: Changes;
  readonly policy?: object;
  readonly way?: Changes;
  readonly there?: Changes;
}

/** A spoke and what it shares, with a firewall's VPC between them (https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html). */
function report({ tables = {}, wall = {}, policy = {}, way = {}, there = {} }: Planted = {}): Report {
  const spoke = withResources(attached('One', '10.1.0.0/16', {}), { Out: route('WorkTable', TO_HUB, '10.2.0.0/16'), ...way });
  const shared = withResources(attached('Shared', '10.2.0.0/16', {}), { Out: route('WorkTable', TO_HUB, '10.1.0.0/16'), ...there });
  const firewalls = attached('Wall', '10.9.0.0/16', {});
  const attachment = resource('AWS::EC2::TransitGatewayVpcAttachment', { ...(firewalls.template.Resources as Resources).Attachment.Properties, Options: { ApplianceModeSupport: 'enable' } });
  const between = withResources(firewalls, {
    Attachment: attachment, Wall: subnet('10.9.1.0/24'), ...table('WallTable', 'Wall'), In: route('WorkTable', ENDPOINT), On: route('WallTable', TO_HUB),
    Firewall: resource('AWS::NetworkFirewall::Firewall', { FirewallName: 'f', FirewallPolicyArn: ref('Policy'), SubnetMappings: [{ SubnetId: ref('Wall') }] }),
    Policy: resource('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicy: { StatelessDefaultActions: ['aws:forward_to_sfe'], StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' }, StatefulDefaultActions: ['aws:drop_established'], ...policy } }),
    ...wall,
  });
  const central = withResources(hub((of) => ({
    There: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.2.0.0/16', TransitGatewayAttachmentId: of('Wall'), TransitGatewayRouteTableId: ref('OneTable') }),
    Back: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.1.0.0/16', TransitGatewayAttachmentId: of('Wall'), TransitGatewayRouteTableId: ref('SharedTable') }),
    ...Object.fromEntries(['One', 'Shared'].map((name) => [`To${name}`, resource('AWS::EC2::TransitGatewayRouteTablePropagation', { TransitGatewayAttachmentId: of(name), TransitGatewayRouteTableId: ref('WallTable') })])),
  }), undefined, 'One', 'Shared', 'Wall'), tables);
  const settings = { ...CLOSED, networks: [{ stack: ['One'], internet: 'none' as const, connections: ['inspected-transit' as const] }, { internet: 'none' as const, connections: ['transit' as const] }] };
  return proveNetwork(assemblyOf(central, spoke, shared, between), '', settings);
}

function rules(planted: Planted = {}): string[] {
  return report(planted).findings.filter(({ level, rule }) => level !== 'note' && /transit|inspection|connection|firewall-policy/.test(rule)).map(({ rule, place }) => `${rule} ${place.stack}/${place.id}`);
}

const attachmentOf = (name: string) => ({ 'Fn::ImportValue': name });

test('what passes a firewall, there and back, is what was asked for', () => {
  expect(rules()).toEqual([]);
});

test('a route past the firewall is found', () => {
  const There = resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.2.0.0/16', TransitGatewayAttachmentId: attachmentOf('Shared'), TransitGatewayRouteTableId: ref('OneTable') });
  expect(rules({ tables: { There } })).toEqual(['transit-uninspected One/Work']);
});

test('a way past the firewall to endpoints that stand beside it is found', () => {
  const planted = {
    way: { ToWall: route('WorkTable', TO_HUB, '10.9.0.0/16') },
    tables: { ToWall: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.9.0.0/16', TransitGatewayAttachmentId: attachmentOf('Wall'), TransitGatewayRouteTableId: ref('OneTable') }) },
  };
  // no workload runs in the firewall's VPC
  const Work = subnet('10.9.0.0/24', { Tags: tags({ 'aws-cdk:subnet-name': 'Transit' }) });
  const Kms = resource('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.kms', VpcId: ref('Vpc'), SubnetIds: [ref('Wall')] });
  expect(rules({ ...planted, wall: { Work } })).toEqual([]);
  expect(rules({ ...planted, wall: { Work, Kms } })).toEqual(['transit-uninspected One/Work']);
});

test('Cloud WAN is another way, which nobody asked for', () => {
  expect(rules({ way: { Wan: route('WorkTable', { CoreNetworkArn: 'arn:aws:networkmanager::111111111111:core-network/core-network-0123456789abcdef0' }, '10.200.0.0/16') } })).toEqual(['connection One/Work']);
});

describe('a way of IPv6 past the firewall', () => {
  const block = '2001:db8::/32';
  const planted = (blocks: object) => rules({
    way: { Ipv6: resource('AWS::EC2::Route', { RouteTableId: ref('WorkTable'), DestinationIpv6CidrBlock: block, ...TO_HUB }) },
    tables: { Ipv6: resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: block, TransitGatewayAttachmentId: attachmentOf('Shared'), TransitGatewayRouteTableId: ref('OneTable') }) },
    there: { Ipv6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), ...blocks }) },
  });

  test.each([
    ['is known at deployment', { AmazonProvidedIpv6CidrBlock: true }], ['a pool gives', { Ipv6IpamPoolId: 'ipam-pool-0123456789abcdef0', Ipv6NetmaskLength: 56 }], ['the template gives', { Ipv6CidrBlock: '2001:db8:0:100::/56', Ipv6Pool: 'own' }],
  ])('to a network whose block %s is found', (_, blocks) => {
    expect(planted(blocks)).toEqual(['transit-uninspected One/Work']);
  });

  test('and one through it is not decided on its way back, which was not read', () => {
    const ipv6 = (tableId: string, target: object) => resource('AWS::EC2::Route', { RouteTableId: ref(tableId), DestinationIpv6CidrBlock: block, ...target });
    const over = (to: string, tableId: string) => resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: block, TransitGatewayAttachmentId: attachmentOf(to), TransitGatewayRouteTableId: ref(tableId) });
    const through: Planted = {
      way: { Ipv6: ipv6('WorkTable', TO_HUB) }, tables: { Ipv6: over('Wall', 'OneTable'), Ipv6On: over('Shared', 'WallTable') }, wall: { Ipv6: ipv6('WorkTable', ENDPOINT), Ipv6On: ipv6('WallTable', TO_HUB) },
      there: { Ipv6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: true }) },
    };
    expect(rules(through)).toEqual([]);
    expect(report(through).open).toContainEqual(expect.objectContaining({ place: expect.objectContaining({ stack: 'One', id: 'Work' }), what: 'the way back of IPv6 from other networks' }));
    expect(report().open).not.toContainEqual(expect.objectContaining({ what: expect.stringContaining('way back') }));
  });

  test('to a network without IPv6 leads nowhere', () => {
    expect(planted({ CidrBlock: '10.3.0.0/16' })).toEqual([]);
    expect(planted({ CidrBlock: '10.3.0.0/16', AmazonProvidedIpv6CidrBlock: false })).toEqual([]);
  });
});

test('answers past the firewall are found', () => {
  const Back = resource('AWS::EC2::TransitGatewayRoute', { DestinationCidrBlock: '10.1.0.0/16', TransitGatewayAttachmentId: attachmentOf('One'), TransitGatewayRouteTableId: ref('SharedTable') });
  expect(rules({ tables: { Back } })).toEqual(['transit-return-uninspected One/Work']);
});

test('a firewall whose attachment is not in appliance mode is found, whatever the mode is said to be', () => {
  const { Properties } = (attached('Wall', '10.9.0.0/16', {}).template.Resources as Resources).Attachment;
  for (const Options of [undefined, { ApplianceModeSupport: 'disable' }]) {
    expect(rules({ wall: { Attachment: resource('AWS::EC2::TransitGatewayVpcAttachment', { ...Properties, Options }) } })).toEqual(['inspection-asymmetric Wall/Attachment']);
  }
});

test('a firewall that lets pass what no rule names is to be looked at', () => {
  expect(rules({ policy: { StatefulDefaultActions: ['aws:alert_established'] } })).toEqual(['firewall-policy Wall/Policy']);
});
