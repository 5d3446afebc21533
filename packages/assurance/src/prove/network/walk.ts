import { type Cidr, common, contains, isPublic, translated } from './cidr';
import type { Item } from './items';
import type { Target } from './targets';
import type { Route, Subnet, Topology, Vpc } from './topology';
import type { Transit, TransitRoute } from './transit';

/** A way that packets take. */
export interface Path {
  /** What it passes, in words, from the subnet on. */
  readonly hops: readonly string[];
  /** The targets of the routes that it takes. */
  readonly through: readonly Target[];
  /** The routes that it takes, of tables of subnets and gateways. */
  readonly routes: readonly Item[];
  /** Where it ends: in a VPC, on the internet, behind what was not read; `dropped` where no route leads on. */
  readonly end: 'delivered' | 'internet' | 'outside' | 'dropped';
  /** The subnets that it passes, from the first on. */
  readonly subnets: readonly Subnet[];
  /** The VPC in which it ends, or from which it leaves. */
  readonly vpc: Vpc;
  /** The destinations for which it holds. */
  readonly to: Cidr;
  /** The subnet of the NAT gateway that it last passed. */
  readonly nat?: Subnet;
}

type Way = Pick<Path, 'hops' | 'through' | 'routes' | 'subnets' | 'nat'>;

const arrives = ({ end }: Path): boolean => end !== 'dropped';

const INTERNET: readonly Target['kind'][] = ['internet gateway', 'egress-only internet gateway', 'carrier gateway'];

/** Follows route tables, by the longest prefix (https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority). */
export class Walk {
  private readonly walked = new Map<Subnet, Map<string, readonly Path[]>>();

  constructor(private readonly topology: Topology, private readonly transit: Transit) {}

  /** All ways from a subnet to any of some addresses. */
  from(subnet: Subnet, to: Cidr): readonly Path[] {
    return this.all(subnet, to).filter(arrives);
  }

  /** The ways from a subnet that lead nowhere: of several zones perhaps only those of one. */
  lostFrom(subnet: Subnet, to: Cidr): readonly Path[] {
    return this.all(subnet, to).filter((path) => !arrives(path));
  }

  private all(subnet: Subnet, to: Cidr): readonly Path[] {
    const ways = this.walked.get(subnet) ?? new Map<string, readonly Path[]>();
    this.walked.set(subnet, ways);
    const known = ways.get(to.text) ?? this.first(subnet, to);
    ways.set(to.text, known);
    return known;
  }

  private first(subnet: Subnet, to: Cidr): Path[] {
    return this.inSubnet(subnet, to, { hops: [`subnet ${subnet.item.words}`], through: [], routes: [], subnets: [] }, new Set());
  }

  /** All ways of what comes from an attachment of a transit gateway. */
  fromAttachment(attachment: Item, vpc: Vpc, to: Cidr): Path[] {
    return this.inTransit(attachment, vpc, to, { hops: [`attachment ${attachment.words}`], through: [], routes: [], subnets: [] }, new Set()).filter(arrives);
  }

  /** All ways of what comes back from the internet: a gateway may have a route table of its own (https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html). */
  fromGateway(gateway: Item, vpc: Vpc, to: Cidr): Path[] {
    const { items } = this.topology;
    const association = items.of('AWS::EC2::GatewayRouteTableAssociation').find((one) => items.find(one.text('GatewayId'), one) === gateway);
    const table = association && items.named(association, 'RouteTableId');
    return this.byTable(table, vpc, to, { hops: [`internet gateway ${gateway.words}`], through: [], routes: [], subnets: [] }, new Set()).filter(arrives);
  }

  private inSubnet(subnet: Subnet, to: Cidr, way: Way, seen: ReadonlySet<string>): Path[] {
    const step = `${subnet.item.id} ${to.text}`;
    return seen.has(step) ? [{ ...way, end: 'dropped', vpc: subnet.vpc, to }] : this.byTable(subnet.table, subnet.vpc, to, { ...way, subnets: [...way.subnets, subnet] }, new Set([...seen, step]));
  }

  private byTable(table: Item | undefined, vpc: Vpc, to: Cidr, way: Way, seen: ReadonlySet<string>): Path[] {
    const routes = longest([...vpc.blocks.map((block) => ({ to: block, route: undefined })), ...this.topology.routes(table).map((route) => ({ to: route.to, route }))], to);
    if (routes.length === 0) return [{ ...way, end: 'dropped', vpc, to }];
    return routes.flatMap(({ entry: { route }, part }) => {
      if (!route) return [{ ...way, end: 'delivered', vpc, to: part }];
      const words = [`route ${route.to.text} of table ${(table as Item).words}`, route.target.words];
      return this.over(route, vpc, part, { ...way, hops: [...way.hops, ...words], through: [...way.through, route.target], routes: [...way.routes, route.item] }, seen);
    });
  }

  private over({ target, item }: Route, vpc: Vpc, to: Cidr, way: Way, seen: ReadonlySet<string>): Path[] {
    const { topology } = this;
    const on = (subnets: readonly Subnet[], nat = way.nat, part = to) => subnets.flatMap((subnet) => this.inSubnet(subnet, part, { ...way, nat, hops: [...way.hops.slice(0, -1), `${way.hops.at(-1)} in subnet ${subnet.item.words}`] }, seen));
    const ends = (end: Path['end'], where = vpc): Path[] => [{ ...way, end, vpc: where, to }];
    if (INTERNET.includes(target.kind)) return ends(isPublic(to) ? 'internet' : 'dropped');
    switch (target.kind) {
      case 'NAT gateway': {
        // one that was not read may be a public one
        if (!target.item) return isPublic(to) ? ends('internet') : ends('outside');
        const [subnet] = topology.subnetsOf(target.item, 'SubnetId');
        if (!subnet) return ends('outside');
        const part = translated(to);
        return part ? on([subnet], target.item.text('ConnectivityType') === 'private' ? way.nat : subnet, part) : [];
      }
      case 'firewall': {
        const subnets = this.ofFirewall(target);
        return subnets.length > 0 ? on(subnets) : ends('outside');
      }
      // appliances send back what they have looked at, or on to where their own network leads
      case 'load balancer endpoint': return [...on(topology.subnetsOf(target.item as Item, 'SubnetIds[]')), ...ends('outside')];
      case 'instance': {
        const subnets = target.item ? topology.subnetsOf(target.item, 'SubnetId') : [];
        return subnets.length > 0 ? on(subnets) : ends('outside');
      }
      case 'peering': {
        const other = ['VpcId', 'PeerVpcId'].map((side) => topology.vpc(topology.items.find(target.item?.text(side), item))).find((one) => one && one !== vpc);
        // what comes over a peering goes no further than the VPC behind it (https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html)
        return other?.blocks.some((block) => common(block, to)) ? ends('delivered', other) : ends('outside');
      }
      case 'transit gateway': {
        const attachments = this.transit.attachments(item.text('TransitGatewayId') ?? '', vpc.item);
        return attachments.length === 0 ? ends('outside') : attachments.flatMap((attachment) => this.inTransit(attachment, vpc, to, way, seen));
      }
      default: return ends('outside');
    }
  }

  /** The subnets in which a firewall's endpoint may stand: that of the zone, where it is known. */
  private ofFirewall({ item, zone }: Target): Subnet[] {
    const subnets = this.topology.subnetsOf(item as Item, 'SubnetMappings[].SubnetId', 'SubnetMapping.SubnetId');
    const inZone = subnets.filter((subnet) => subnet.item.text('AvailabilityZone') === zone);
    return inZone.length > 0 ? inZone : subnets;
  }

  private inTransit(attachment: Item, vpc: Vpc, to: Cidr, way: Way, seen: ReadonlySet<string>): Path[] {
    const step = `${attachment.id} ${to.text}`;
    if (seen.has(step)) return [{ ...way, end: 'dropped', vpc, to }];
    const routes = this.transit.routesFor(attachment);
    if (!routes) return [{ ...way, end: 'outside', vpc, to }];
    const open = longest(routes.map((route) => ({ to: route.to, route })), to).filter(({ entry }) => !entry.route.isBlackhole);
    if (open.length === 0) return [{ ...way, end: 'dropped', vpc, to }];
    return open.flatMap(({ entry: { route }, part }) => this.behind(route, vpc, part, { ...way, hops: [...way.hops, route.words] }, new Set([...seen, step])));
  }

  private behind({ attachment }: TransitRoute, vpc: Vpc, to: Cidr, way: Way, seen: ReadonlySet<string>): Path[] {
    const subnets = attachment ? this.topology.subnetsOf(attachment, 'SubnetIds[]') : [];
    if (!attachment || subnets.length === 0) return [{ ...way, end: 'outside', vpc, to }];
    return subnets.flatMap((subnet) => {
      const there = { ...way, hops: [...way.hops, `attachment ${attachment.words}`, `subnet ${subnet.item.words}`] };
      // addresses that are known at deployment only may be those that are meant
      const arrived: Path[] = to.family === 6 && subnet.vpc.hasOpenIpv6 ? [{ ...there, end: 'delivered', vpc: subnet.vpc, to }] : [];
      return [...arrived, ...this.inSubnet(subnet, to, there, seen)];
    });
  }
}

/** The routes that some addresses take, with the part of the addresses for which each is taken: none whose part a longer prefix takes whole. */
function longest<Entry extends { readonly to: Cidr }>(entries: readonly Entry[], to: Cidr): { entry: Entry; part: Cidr }[] {
  const matching = entries.flatMap((entry) => {
    const part = common(entry.to, to);
    return part ? [{ entry, part }] : [];
  });
  return matching.filter(({ entry, part }) => !matching.some((other) => other.entry.to.bits > entry.to.bits && contains(other.entry.to, part)));
}
