import { synthesize } from '@mlops-foundation/test-kit';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { NetworkAddresses, NetworkDns, NetworkEgress, SecureNetwork, type SecureNetworkProps } from '../../src';

const ZONES = ['eu-west-1a', 'eu-west-1b'];
const synthesized = (props: Partial<SecureNetworkProps>) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, ...props }), { account: '111111111111', region: 'eu-west-1' }).template;
const inspected = () => NetworkEgress.inspected({ allowedDomains: ['pypi.org', '.pythonhosted.org'] });

/** Routes as `tier and zone of the table → block → kind of target and its zone`. */
function routesOf(template: Template): string[] {
  const subnets = template.findResources('AWS::EC2::Subnet');
  return Object.values(template.findResources('AWS::EC2::Route')).map(({ Properties: { RouteTableId, DestinationCidrBlock, GatewayId, NatGatewayId, VpcEndpointId } }) => {
    const table = /Vpc(\w+?)Subnet(\d)/.exec(RouteTableId.Ref);
    const nat = /EgressSubnet(\d)/.exec(NatGatewayId?.Ref ?? '')?.[1];
    const firewall = VpcEndpointId && zoneOfEndpoint(VpcEndpointId);
    const back = Object.entries(subnets).find(([, { Properties }]) => Properties.CidrBlock === DestinationCidrBlock)?.[0];
    const to = back ? /Vpc(\w+?)Subnet(\d)/.exec(back)?.slice(1).join(' ') : DestinationCidrBlock;
    return `${table?.slice(1).join(' ')} → ${to} → ${GatewayId ? 'internet gateway' : nat ? `NAT ${nat}` : `firewall ${firewall}`}`;
  }).sort();
}

/** CloudFormation cuts the list of `<zone>:<endpoint>` at the name of a zone. */
function zoneOfEndpoint(value: { 'Fn::Select': [number, { 'Fn::Split': [string, { 'Fn::Select': [number, { 'Fn::Split': [string, unknown] }] }] }] }): number {
  const [, { 'Fn::Split': [comma, { 'Fn::Select': [part, { 'Fn::Split': [zone] }] }] }] = value['Fn::Select'];
  expect([value['Fn::Select'][0], comma, part]).toEqual([0, ',', 1]);
  return ZONES.indexOf(zone.slice(0, -1)) + 1;
}

test('no way out: no route', () => {
  expect(routesOf(synthesized({ egress: NetworkEgress.none() }))).toEqual([]);
});

test('NAT: each zone by its own gateway', () => {
  expect(routesOf(synthesized({ egress: NetworkEgress.nat() }))).toEqual([
    'Egress 1 → 0.0.0.0/0 → internet gateway', 'Egress 2 → 0.0.0.0/0 → internet gateway', 'Isolated 1 → 0.0.0.0/0 → NAT 1', 'Isolated 2 → 0.0.0.0/0 → NAT 2',
  ]);
});

describe('inspected', () => {
  const template = synthesized({ egress: inspected() });

  test('packets of a zone go and come through its own firewall endpoint', () => {
    expect(routesOf(template)).toEqual([
      'Egress 1 → 0.0.0.0/0 → internet gateway', 'Egress 1 → Isolated 1 → firewall 1', 'Egress 2 → 0.0.0.0/0 → internet gateway', 'Egress 2 → Isolated 2 → firewall 2',
      'Inspection 1 → 0.0.0.0/0 → NAT 1', 'Inspection 2 → 0.0.0.0/0 → NAT 2', 'Isolated 1 → 0.0.0.0/0 → firewall 1', 'Isolated 2 → 0.0.0.0/0 → firewall 2',
    ]);
  });

  test('the firewall stands in each zone', () => {
    template.hasResourceProperties('AWS::NetworkFirewall::Firewall', {
      SubnetMappings: [1, 2].map((zone) => ({ SubnetId: { Ref: Match.stringLikeRegexp(`InspectionSubnet${zone}`) } })), DeleteProtection: true, SubnetChangeProtection: false,
    });
  });

  test('only the listed domains pass, by the name in the handshake or the request; everything else is dropped and logged', () => {
    template.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      RuleGroup: {
        RulesSource: { RulesSourceList: { Targets: ['pypi.org', '.pythonhosted.org'], TargetTypes: ['TLS_SNI', 'HTTP_HOST'], GeneratedRulesType: 'ALLOWLIST' } },
        StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
      },
    });
    template.hasResourceProperties('AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:drop'], StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
        StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
      },
    });
    template.hasResourceProperties('AWS::NetworkFirewall::LoggingConfiguration', { LoggingConfiguration: { LogDestinationConfigs: [Match.objectLike({ LogType: 'ALERT', LogDestinationType: 'CloudWatchLogs' })] } });
  });

  test('the resolver answers for them too, and for nothing else', () => {
    const lists = Object.values(template.findResources('AWS::Route53Resolver::FirewallDomainList')).map(({ Properties }) => Properties.Domains);
    expect(lists).toEqual([expect.arrayContaining(['pypi.org', 'pythonhosted.org', '*.pythonhosted.org']), ['*']]);
  });

  test('what it inspects comes from every block of the network', () => {
    const own = synthesized({ egress: inspected(), addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/18') });
    own.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', { RuleGroup: { RuleVariables: { IPSets: { HOME_NET: { Definition: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkVpc'), 'CidrBlock'] }, '100.64.0.0/18'] } } } } });
  });

  test('another capacity makes another rule group, for that of one cannot change', () => {
    const own = synthesized({ egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'], capacity: 300 }) });
    own.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', { Capacity: 300, RuleGroupName: Match.stringLikeRegexp('-domains-300$') });
  });

  test('its deletion may be allowed', () => {
    const template = synthesized({ egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'], deletionProtection: false }) });
    template.hasResourceProperties('AWS::NetworkFirewall::Firewall', { DeleteProtection: false });
  });
});

test('NAT leads anywhere, so the resolver knows every name, unless another one is chosen', () => {
  const template = synthesized({ egress: NetworkEgress.nat() });
  template.resourceCountIs('AWS::Route53Resolver::FirewallRuleGroup', 0);
  const closed = synthesized({ egress: NetworkEgress.nat(), dns: NetworkDns.closed() });
  closed.resourceCountIs('AWS::Route53Resolver::FirewallRuleGroup', 1);
});

test.each([['NAT', NetworkEgress.nat()], ['inspected', inspected()]])('%s: no subnet gives public addresses, and nothing is let in from the internet', (_, egress) => {
  const template = synthesized({ egress });
  template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  const ingress = [...Object.values(template.findResources('AWS::EC2::SecurityGroup')).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []), ...Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties)];
  expect(ingress.filter(({ CidrIp, CidrIpv6 }) => CidrIp !== undefined || CidrIpv6 !== undefined)).toEqual([]);
});

test.each([['none', NetworkEgress.none(), [443]], ['nat', NetworkEgress.nat(), [443, 80]], ['inspected', inspected(), [443, 80]]])('%s: workloads leave by these ports', (kind, egress, ports) => {
  const groups = Object.values(synthesized({ egress }).findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: 'Jobs and model containers' } }));
  const out = groups.flatMap(({ Properties }) => Properties.SecurityGroupEgress).filter(({ CidrIp }) => CidrIp === '0.0.0.0/0').map(({ FromPort }) => FromPort);
  expect([egress.kind, out]).toEqual([kind, ports]);
});
