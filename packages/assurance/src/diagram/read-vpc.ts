import { endpointsOf, type Endpoint } from '../prove/network/endpoints';
import type { Item, Items } from '../prove/network/items';
import { labelOf } from '../prove/network/scene';
import type { Subnet, Topology, Vpc } from '../prove/network/topology';
import type { Transit } from '../prove/network/transit';
import type { Chip, Strip, SubnetModel, Tier, VpcModel } from './model';
import { nameOf, shortName, shown, zoneOf } from './names';
import { readRoutes } from './read-routes';
import { groupTiers, type TierGroup } from './tiers';

export interface Source {
  readonly items: Items;
  readonly topology: Topology;
  readonly transit: Transit;
  /** The transit gateways of the assembly. */
  readonly hubs: readonly Item[];
}

/** What stands in subnets and carries traffic on. */
const HOLDERS: readonly (readonly [type: string, path: string, what: string])[] = [
  ['AWS::EC2::NatGateway', 'SubnetId', 'NAT gateway'],
  ['AWS::NetworkFirewall::Firewall', 'SubnetMappings[].SubnetId', 'Firewall endpoint'],
  ['AWS::NetworkFirewall::VpcEndpointAssociation', 'SubnetMapping.SubnetId', 'Firewall endpoint'],
  ['AWS::EC2::TransitGatewayVpcAttachment', 'SubnetIds[]', 'Transit attachment'],
  ['AWS::EC2::TransitGatewayAttachment', 'SubnetIds[]', 'Transit attachment'],
  ['AWS::Route53Resolver::ResolverEndpoint', 'IpAddresses[].SubnetId', 'Resolver endpoint'],
];

export function readVpc(vpc: Vpc, source: Source): VpcModel {
  const { items, topology } = source;
  const endpoints = endpointsOf(topology).filter((endpoint) => endpoint.vpc === vpc);
  const holds = (subnet: Subnet) => HOLDERS.filter(([type, path]) => items.of(type).some((item) => topology.subnetsOf(item, path).includes(subnet))).map(([, , what]) => what);
  const zones = [...new Set(vpc.subnets.map(({ item }) => zoneOf(item)))].sort();
  const groups = groupTiers(vpc, source, (subnet) => holds(subnet), (subnet) => endpoints.some(({ subnets }) => subnets.includes(subnet)));
  const { routes, gateways } = readRoutes(vpc, groups, source);
  const tierOf = (endpoint: Endpoint) => groups.findIndex(({ subnets }) => subnets.some((subnet) => endpoint.subnets.includes(subnet)));
  return {
    name: nameOf(vpc.item), stack: vpc.item.place.stack, isElsewhere: false, blocks: blocksOf(vpc, items), marks: marksOf(vpc, items), zones,
    tiers: groups.map((group, index): Tier => ({
      name: group.name, facts: group.facts,
      cells: zones.map((zone) => group.subnets.filter(({ item }) => zoneOf(item) === zone).map((subnet) => subnetModel(subnet, holds(subnet)))),
      strips: [...strip('Runs here', workloadsIn(group, source)), ...strip('Interface endpoints', chipsOf(endpoints.filter((endpoint) => endpoint.kind === 'Interface' && tierOf(endpoint) === index)))],
      routes: routes[index],
    })),
    strips: [
      ...strip('Gateway endpoints', chipsOf(endpoints.filter(({ kind }) => kind === 'Gateway'))),
      ...strip('Endpoints in other subnets, or whose subnets the deployment decides', chipsOf(endpoints.filter((endpoint) => endpoint.kind === 'Interface' && tierOf(endpoint) < 0))),
    ],
    gateways,
  };
}

const strip = (title: string, chips: readonly Chip[]): Strip[] => (chips.length === 0 ? [] : [{ title, chips }]);

const chipsOf = (endpoints: readonly Endpoint[]): Chip[] => endpoints.map(({ service, item }) => ({ text: service, hasPolicy: item.value('PolicyDocument') !== undefined })).sort((a, b) => (a.text < b.text ? -1 : 1));

function subnetModel({ item, block }: Subnet, holds: readonly string[]): SubnetModel {
  const { text, isKnown } = shown(item, 'CidrBlock', 'no IPv4 block given');
  const six = item.value('Ipv6CidrBlock');
  return {
    id: `${item.place.stack}/${item.logicalId}`, name: shortName(item), block: `${text}${six === undefined ? '' : ' + IPv6'}`, isBlockKnown: isKnown && block !== undefined, holds: [...new Set(holds)],
  };
}

function blocksOf({ item }: Vpc, items: Items): string[] {
  const others = items.of('AWS::EC2::VPCCidrBlock').filter((one) => items.find(one.text('VpcId'), one) === item);
  const more = others.map((one) => (one.value('AmazonProvidedIpv6CidrBlock') === true || one.value('AmazonProvidedIpv6CidrBlock') === 'true' ? 'IPv6 of Amazon\'s' : shown(one, one.value('Ipv6CidrBlock') === undefined ? 'CidrBlock' : 'Ipv6CidrBlock', 'a block of IPAM').text));
  return [shown(item, 'CidrBlock', item.value('Ipv4IpamPoolId') === undefined ? 'no IPv4 block given' : 'a block of IPAM').text, ...more];
}

/** What watches a VPC, and whose it is. */
function marksOf({ item }: Vpc, items: Items): string[] {
  const about = (type: string, property: string) => items.of(type).some((one) => items.find(one.text(property), one) === item);
  const tag = (name: string) => labelOf(items, item, `mlops:${name}`);
  return [
    ...['team', 'purpose'].flatMap((name) => (tag(name) === undefined ? [] : [`${name} ${tag(name)}`])),
    about('AWS::EC2::FlowLog', 'ResourceId') ? 'flow logs' : 'no flow logs',
    ...(about('AWS::Route53Resolver::FirewallRuleGroupAssociation', 'VpcId') ? ['DNS firewall'] : []),
    ...(about('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation', 'ResourceId') ? ['query logs'] : []),
    ...(about('AWS::Route53Profiles::ProfileAssociation', 'ResourceId') ? ['Route 53 profile'] : []),
  ];
}

/** What runs in the subnets of a tier, by type. */
function workloadsIn({ subnets }: TierGroup, { topology }: Source): Chip[] {
  const types = topology.workloads.filter((workload) => workload.item.type !== 'AWS::EC2::SecurityGroup' && workload.subnets.some((subnet) => subnets.includes(subnet))).map(({ item }) => item.type.replace(/^AWS::/, '').replace('::', ' '));
  return [...new Set(types)].sort().map((type) => ({ text: types.filter((one) => one === type).length > 1 ? `${type} × ${types.filter((one) => one === type).length}` : type }));
}
