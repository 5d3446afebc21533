import type { Item } from '../prove/network/items';
import { type Target, targetOf } from '../prove/network/targets';
import type { Subnet, Vpc } from '../prove/network/topology';
import { ATTACHMENTS } from '../prove/network/transit';
import type { Gateway, RouteModel } from './model';
import { expression, nameOf, pathOf, shown, zoneOf } from './names';
import type { Source } from './read-vpc';
import type { TierGroup } from './tiers';

interface FoundRoute {
  readonly item: Item;
  readonly destination: string;
  readonly target: Target;
}

/** The routes of a subnet's table that somebody wrote; those within the VPC are everywhere and not shown. */
export function routesOf({ table }: Subnet, { items }: Source): FoundRoute[] {
  return table === undefined ? [] : items.of('AWS::EC2::Route').filter((route) => items.find(route.text('RouteTableId'), route) === table).map((item) => ({ item, destination: destinationOf(item), target: targetOf(item, items) }));
}

function destinationOf(item: Item): string {
  const property = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'].find((name) => item.value(name) !== undefined);
  if (property === undefined) return 'no destination given';
  const { text } = shown(item, property, 'no destination given');
  return property === 'DestinationPrefixListId' ? `prefix list ${text}` : text;
}

interface Draft {
  readonly key: string;
  readonly gateway: Gateway;
}

/** Where the tiers of a VPC lead, and through what they leave it. */
export function readRoutes(vpc: Vpc, groups: readonly TierGroup[], source: Source): { routes: RouteModel[][]; gateways: Gateway[] } {
  const drafts: Draft[] = [];
  const numberOf = (draft: Draft) => {
    const found = drafts.findIndex(({ key }) => key === draft.key);
    return found >= 0 ? found : drafts.push(draft) - 1;
  };
  const routes = groups.map(({ subnets }) => {
    const ways = new Map<string, { destinations: string[]; to: RouteModel['to']; zones: Set<string>; crosses: boolean }>();
    for (const subnet of subnets) for (const route of routesOf(subnet, source)) {
      const inside = holderOf(route.target, subnet, groups, source);
      const to = inside ? { tier: inside.tier } : { gateway: numberOf(gatewayOf(route, vpc, source)) };
      const key = JSON.stringify([to, 'tier' in to ? route.destination === '0.0.0.0/0' : '']);
      const way = ways.get(key) ?? { destinations: [], to, zones: new Set<string>(), crosses: false };
      way.destinations.push(route.destination);
      way.zones.add(zoneOf(subnet.item));
      way.crosses ||= inside?.crosses ?? false;
      ways.set(key, way);
    }
    const all = new Set(subnets.map(({ item }) => zoneOf(item)));
    return [...ways.values()].map(({ destinations, to, zones, crosses }): RouteModel => {
      const remark = [zones.size < all.size ? `only ${[...zones].sort().join(', ')}` : '', crosses ? 'across zones' : ''].filter((each) => each !== '').join(', ');
      return { destinations: [...new Set(destinations)], to, ...(remark === '' ? {} : { remark }) };
    });
  });
  for (const draft of unrouted(vpc, source)) numberOf(draft);
  return { routes, gateways: drafts.map(({ gateway }) => gateway) };
}

/** The tier of the same VPC in which the target of a route stands. */
function holderOf({ kind, item, zone }: Target, from: Subnet, groups: readonly TierGroup[], { topology }: Source): { tier: number; crosses: boolean } | undefined {
  if (!item || !['NAT gateway', 'firewall'].includes(kind)) return undefined;
  const subnets = topology.subnetsOf(item, kind === 'firewall' ? 'SubnetMappings[].SubnetId' : 'SubnetId', 'SubnetMapping.SubnetId');
  const tier = groups.findIndex((group) => subnets.some((subnet) => group.subnets.includes(subnet)));
  if (tier < 0) return undefined;
  const own = zoneOf(from.item);
  return { tier, crosses: zone === undefined ? !subnets.some((subnet) => zoneOf(subnet.item) === own) : zone !== own };
}

function gatewayOf({ item, target }: FoundRoute, vpc: Vpc, source: Source): Draft {
  const { kind } = target;
  const named = target.item ? doorName(target.item) : expressionOf(item);
  const key = `${kind} ${target.item?.id ?? named}`;
  if (kind === 'transit gateway') return transitGateway(vpc, source, item.text('TransitGatewayId') ?? named, named);
  const beyond = ['internet gateway', 'egress-only internet gateway', 'carrier gateway'].includes(kind) ? ['Internet'] : kind === 'NAT gateway' ? ['not read'] : kind === 'peering' ? [otherSide(target.item, vpc, source)] : [];
  return { key, gateway: { kind: kind === 'unknown' ? 'Target not read' : capital(kind), name: named, beyond } };
}

/** What a route names as its target, as the template says it. */
function expressionOf(route: Item): string {
  const property = Object.keys(route.resource.Properties ?? {}).find((name) => /^(VpcEndpointId|GatewayId|NatGatewayId|EgressOnlyInternetGatewayId|CarrierGatewayId|VpcPeeringConnectionId|TransitGatewayId|LocalGatewayId|CoreNetworkArn|InstanceId|NetworkInterfaceId)$/.test(name));
  return property === undefined ? 'none' : typeof route.value(property) === 'string' ? String(route.value(property)) : expression(route.resource.Properties?.[property]);
}

function transitGateway(vpc: Vpc, { items, transit, hubs }: Source, id: string, named: string): Draft {
  const hub = hubs.findIndex((one) => one.id === id);
  const attachments = transit.attachments(id, vpc.item);
  const beyond = hub < 0 ? ['not in these templates'] : attachments.length === 0 ? ['this VPC is not attached'] : attachments.flatMap((attachment) => {
    const association = items.of('AWS::EC2::TransitGatewayRouteTableAssociation').find((one) => items.find(one.text('TransitGatewayAttachmentId'), one) === attachment);
    const table = association && items.named(association, 'TransitGatewayRouteTableId');
    const routes = transit.routesFor(attachment) ?? [];
    const leads = routes.map(({ to, attachment: behind, isBlackhole }) => {
      const other = behind && items.find(behind.text('VpcId'), behind);
      return isBlackhole ? `drops ${to.text}` : `→ ${to.text} ${other ? nameOf(other).split('/').slice(-3).join('/') : 'not read'}`;
    });
    return [`Route table ${table ? tableName(table) : association ? 'not read' : 'of the gateway'}`, ...(leads.length === 0 ? ['leads nowhere'] : [...new Set(leads)])];
  });
  return { key: `transit gateway ${id}`, gateway: { kind: 'Transit gateway', name: hub < 0 ? named : '', beyond, ...(hub < 0 ? {} : { hub }) } };
}

/** A route table that is part of a construct is known by that. */
const tableName = (table: Item): string => nameOf(table).replace(/\/RouteTable$/, '').split('/').at(-1) ?? table.logicalId;

/** Gateways often have the tag `Name` of their VPC: their own place in the app tells more. */
const doorName = (item: Item): string => (pathOf(item) ?? nameOf(item)).split('/').at(-1) ?? item.logicalId;

function otherSide(peering: Item | undefined, vpc: Vpc, { items }: Source): string {
  const other = ['VpcId', 'PeerVpcId'].map((side) => peering && items.find(peering.text(side), peering)).find((one) => one && one !== vpc.item);
  return other ? `VPC ${nameOf(other)}` : 'VPC not read';
}

/** What is attached to a VPC though no route leads there: it is a door all the same. */
function unrouted(vpc: Vpc, source: Source): Draft[] {
  const { items } = source;
  const attached = items.of('AWS::EC2::VPCGatewayAttachment').filter((one) => items.find(one.text('VpcId'), one) === vpc.item);
  const gateways = attached.flatMap((one) => ['InternetGatewayId', 'VpnGatewayId'].flatMap((property) => items.find(one.value(property) === undefined ? undefined : one.text(property), one) ?? []));
  const transits = items.of(...ATTACHMENTS).filter((one) => items.find(one.text('VpcId'), one) === vpc.item);
  return [
    ...gateways.map((item): Draft => {
      const kind = item.type === 'AWS::EC2::InternetGateway' ? 'internet gateway' : 'VPN gateway';
      return { key: `${kind} ${item.id}`, gateway: { kind: capital(kind), name: doorName(item), beyond: kind === 'internet gateway' ? ['Internet'] : [] } };
    }),
    ...transits.map((one) => transitGateway(vpc, source, one.text('TransitGatewayId') ?? 'not known', one.text('TransitGatewayId') ?? 'not known')),
  ];
}

const capital = (text: string) => `${text[0].toUpperCase()}${text.slice(1)}`;
