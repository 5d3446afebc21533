import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { IsolationDomain, NetworkAddresses, NetworkHub, NetworkInspection, type NetworkInspectionProps } from '../../src';
import { zonesOf } from '../zones-of';

const OUT = { allowedDomains: ['pypi.org', '.pythonhosted.org'] };
const AT = { shared: 'tgw-attach-00000001', fraud: 'tgw-attach-00000002', risk: 'tgw-attach-00000003', prod: 'tgw-attach-00000004' };

const inspect = (scope: Construct, id: string, hub: NetworkHub, props: Partial<NetworkInspectionProps> = {}) =>
  new NetworkInspection(scope, id, { hub, availabilityZones: zonesOf(scope), addresses: NetworkAddresses.block('10.0.16.0/22'), spokes: ['10.64.0.0/12'], shared: ['10.0.0.0/20'], ...props });

describeConstruct('NetworkInspection', {
  'of what is shared': (scope, id) => inspect(scope, id, new NetworkHub(scope, `${id}Hub`)),
  'of the internet too': (scope, id) => inspect(scope, id, new NetworkHub(scope, `${id}Hub`), OUT),
  'in one zone': (scope, id) => inspect(scope, id, new NetworkHub(scope, `${id}Hub`), { availabilityZones: zonesOf(scope, 1), deletionProtection: false }),
});

/** A hub with two domains, in whichever order what is shared and the domains come. */
function hubWith(stack: Stack, props: Partial<NetworkInspectionProps> = {}, order: 'shared first' | 'domains first' = 'shared first'): void {
  const hub = new NetworkHub(stack, 'Hub');
  const share = () => hub.connectShared('Endpoints', AT.shared);
  if (order === 'shared first') share();
  const early = order === 'domains first' ? new IsolationDomain(stack, 'Teams', { hub }) : undefined;
  inspect(stack, 'Inspection', hub, props);
  const teams = early ?? new IsolationDomain(stack, 'Teams', { hub });
  teams.connect('Fraud', AT.fraud);
  teams.connect('Risk', AT.risk);
  new IsolationDomain(stack, 'Prod', { hub, membersMeet: true }).connect('Fraud', AT.prod);
  if (order === 'domains first') share();
}

/** Whose table or attachment a value is. */
function named(value: string | { readonly Ref: string }): string {
  if (typeof value === 'string') return Object.entries(AT).find(([, id]) => id === value)?.[0] ?? value;
  return /^(Hub|Inspection|Teams|Prod)?(?:Shared|RouteTable|Attachment)/.exec(value.Ref)?.[1] ?? value.Ref;
}

const propertiesOf = (template: Template, type: string) => Object.values(template.findResources(type)).map(({ Properties }) => Properties);

/** What each table of the gateway leads to: by what is propagated, and by what is written. */
function tablesOf(template: Template): Record<string, string[]> {
  const leads: [string, string][] = [
    ...propertiesOf(template, 'AWS::EC2::TransitGatewayRouteTablePropagation').map((one): [string, string] => [named(one.TransitGatewayRouteTableId), named(one.TransitGatewayAttachmentId)]),
    ...propertiesOf(template, 'AWS::EC2::TransitGatewayRoute').map((one): [string, string] => [named(one.TransitGatewayRouteTableId), `${one.DestinationCidrBlock} ${one.Blackhole ? 'nowhere' : named(one.TransitGatewayAttachmentId)}`]),
  ];
  return Object.fromEntries([...new Set(leads.map(([table]) => table))].sort().map((table) => [table, leads.filter(([one]) => one === table).map(([, to]) => to).sort()]));
}

describe.each(['shared first', 'domains first'] as const)('the tables of a hub that inspects, %s', (order) => {
  test('lead from domains to the firewall, from there on, and from what is shared back', () => {
    expect(tablesOf(synthesize((stack) => hubWith(stack, {}, order)).template)).toEqual({
      Hub: ['10.64.0.0/12 Inspection'], Inspection: ['fraud', 'prod', 'risk', 'shared'], Prod: ['10.0.0.0/20 Inspection', 'prod'], Teams: ['10.0.0.0/20 Inspection'],
    });
  });

  test('lead everything else there too where the internet is reached, and drop what is for other spokes', () => {
    const domain = ['0.0.0.0/0 Inspection', '10.0.0.0/20 Inspection', '10.64.0.0/12 nowhere'];
    expect(tablesOf(synthesize((stack) => hubWith(stack, OUT, order)).template)).toEqual({ Hub: ['10.64.0.0/12 Inspection'], Inspection: ['fraud', 'prod', 'risk', 'shared'], Prod: [...domain, 'prod'], Teams: domain });
  });
});

/** Routes of the VPC: `Transit1 0.0.0.0/0 → firewall in eu-west-1a`. */
function routesOf(template: Template): string[] {
  return propertiesOf(template, 'AWS::EC2::Route').map(({ RouteTableId, DestinationCidrBlock, ...target }) => {
    const zone = /eu-west-1[a-c]/.exec(JSON.stringify(target.VpcEndpointId ?? ''))?.[0];
    return `${/Vpc(\w+?)Subnet(\d)/.exec(RouteTableId.Ref)?.slice(1).join('')} ${DestinationCidrBlock} → ${zone ? `firewall in ${zone}` : target.NatGatewayId ? 'NAT' : target.GatewayId ? 'internet' : 'hub'}`;
  }).sort();
}

describe('the network of the firewall', () => {
  const closed = synthesize((stack) => inspect(stack, 'Inspection', new NetworkHub(stack, 'Hub'))).template;
  const open = synthesize((stack) => inspect(stack, 'Inspection', new NetworkHub(stack, 'Hub'), OUT)).template;

  test('leads each zone\'s packets through the endpoint of that zone, and back to the hub', () => {
    expect(routesOf(closed)).toEqual([1, 2].flatMap((zone) => [`Inspection${zone} 10.0.0.0/20 → hub`, `Inspection${zone} 10.64.0.0/12 → hub`])
      .concat([1, 2].map((zone) => `Transit${zone} 0.0.0.0/0 → firewall in eu-west-1${'ab'[zone - 1]}`)));
    closed.resourceCountIs('AWS::EC2::InternetGateway', 0);
    closed.resourceCountIs('AWS::EC2::NatGateway', 0);
  });

  test('leads out behind the firewall, and what comes back to the endpoint of the same zone', () => {
    expect(routesOf(open)).toEqual([1, 2].flatMap((zone) => [`Egress${zone} 0.0.0.0/0 → internet`, `Egress${zone} 10.64.0.0/12 → firewall in eu-west-1${'ab'[zone - 1]}`])
      .concat([1, 2].flatMap((zone) => [`Inspection${zone} 0.0.0.0/0 → NAT`, `Inspection${zone} 10.0.0.0/20 → hub`, `Inspection${zone} 10.64.0.0/12 → hub`]))
      .concat([1, 2].map((zone) => `Transit${zone} 0.0.0.0/0 → firewall in eu-west-1${'ab'[zone - 1]}`)));
  });

  test('is attached in appliance mode, so that both directions pass one zone', () => {
    closed.hasResourceProperties('AWS::EC2::TransitGatewayVpcAttachment', { Options: { ApplianceModeSupport: 'enable' }, SubnetIds: [1, 2].map((zone) => ({ Ref: Match.stringLikeRegexp(`TransitSubnet${zone}`) })) });
  });

  test('lets AWS\'s names pass to what is shared only, and the list to the internet; what is on neither is dropped', () => {
    const group = (Targets: unknown[], sets: object) => ({ RuleGroup: { RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.64.0.0/12'] }, ...sets } }, RulesSource: { RulesSourceList: { Targets, GeneratedRulesType: 'ALLOWLIST' } } } });
    open.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', group([{ 'Fn::Join': ['', ['.', { Ref: 'AWS::URLSuffix' }]] }, '.api.aws', '.sagemaker.aws'], { EXTERNAL_NET: { Definition: ['10.0.0.0/20'] } }));
    open.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', group(OUT.allowedDomains, { EXTERNAL_NET: Match.absent() }));
    open.hasResourceProperties('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicy: { StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' }, StatefulDefaultActions: ['aws:drop_established', 'aws:alert_established'], StatefulRuleGroupReferences: [{ Priority: 100 }, { Priority: 200 }] } });
    closed.resourceCountIs('AWS::NetworkFirewall::RuleGroup', 1);
  });

  test('names of your own take the place of AWS\'s', () => {
    const { template } = synthesize((stack) => inspect(stack, 'Inspection', new NetworkHub(stack, 'Hub'), { sharedDomains: ['.corp.example.com'] }));
    template.hasResourceProperties('AWS::NetworkFirewall::RuleGroup', { RuleGroup: { RulesSource: { RulesSourceList: { Targets: ['.corp.example.com'] } } } });
  });
});

test.each<[string, Partial<NetworkInspectionProps>, string]>([
  ['no zone', { availabilityZones: [] }, 'availabilityZones is []: a network spans one to 4 zones'],
  ['a block that is too small', { addresses: NetworkAddresses.block('10.0.16.0/24') }, 'addresses.cidr is "10.0.16.0/24"'],
  ['a block for workloads', { addresses: NetworkAddresses.withWorkloads('10.0.16.0/22', '100.64.0.0/18') }, 'addresses.workloadCidr is "100.64.0.0/18": nothing runs in a network that inspects'],
  ['no spokes', { spokes: [] }, 'spokes is []: somebody\'s packets are inspected. Give the supernets of the address plan'],
  ['everything as spokes', { spokes: ['0.0.0.0/0'] }, 'spokes[0] is "0.0.0.0/0": other networks have private addresses'],
  ['nothing shared', { shared: [] }, 'shared is []: spokes are led to something'],
  ['what is shared among the spokes', { shared: ['10.64.0.0/20'] }, 'shared is "10.64.0.0/20": it overlaps spokes, 10.64.0.0/12. Give blocks that share no address'],
  ['the firewall among what is shared', { shared: ['10.0.0.0/16'] }, 'shared is "10.0.0.0/16": it overlaps addresses, 10.0.16.0/22'],
  ['more blocks than a network ACL holds', { spokes: Array.from({ length: 17 }, (_, index) => `10.${64 + index}.0.0/16`) }, 'spokes is 18: with shared, a network ACL has room for 17 of them'],
  ['an empty list of domains', { allowedDomains: [] }, 'allowedDomains is []: one domain at least may be reached'],
  ['a domain with a scheme', { allowedDomains: ['https://pypi.org'] }, 'allowedDomains[0] is "https://pypi.org": it is a domain without a scheme or a path. Write pypi.org'],
  ['a star', { sharedDomains: ['*.example.com'] }, 'sharedDomains[0] is "*.example.com"'],
])('%s is refused', (_, props, message) => {
  expect(() => synthesize((stack) => inspect(stack, 'Inspection', new NetworkHub(stack, 'Hub'), props))).toThrow(message);
});

test('all that is wrong is told at once', () => {
  expect(() => synthesize((stack) => inspect(stack, 'Inspection', new NetworkHub(stack, 'Hub'), { spokes: [], shared: [], allowedDomains: [] }))).toThrow('Inspection: 3 problem(s)');
});

test('what was connected before would go past the firewall, and is told', () => {
  const late = (stack: Stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    hub.connectShared('Endpoints', AT.shared);
    new IsolationDomain(stack, 'Teams', { hub }).connect('Fraud', AT.fraud);
    return inspect(stack, 'Inspection', hub);
  };
  expect(() => synthesize(late)).toThrow(/hub is \["[^"]*Teams\/Endpoints","[^"]*Teams\/Fraud"\]: what is connected before the inspection is there leads past it\. Create the NetworkInspection before/);
});

test('a hub has one inspection', () => {
  const twice = (stack: Stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    inspect(stack, 'One', hub);
    return inspect(stack, 'Two', hub, { addresses: NetworkAddresses.block('10.0.20.0/22') });
  };
  expect(() => synthesize(twice)).toThrow('hub is "inspected": a hub has one inspection');
});
