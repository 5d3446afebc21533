import { Unresolved } from '../../assembly/intrinsics';
import { type Cidr, parseCidr } from './cidr';
import { isInfrastructureType } from './infrastructure-types';
import type { Item, Items } from './items';
import { groupRules } from './security-groups';
import { type Target, targetOf } from './targets';
import { isInfrastructure } from './tiers';
import { WORKLOAD_TYPES } from './workload-types';

export interface Vpc {
  readonly item: Item;
  readonly blocks: readonly Cidr[];
  /** Whether it has IPv6 addresses that are known at deployment only. */
  readonly hasOpenIpv6: boolean;
  readonly subnets: readonly Subnet[];
}

export interface Subnet {
  readonly item: Item;
  readonly vpc: Vpc;
  /** Its IPv4 block; undefined where that is not known. */
  readonly block?: Cidr;
  /** undefined for the VPC's main table, which templates leave without routes of its own. */
  readonly table?: Item;
  /** undefined for the VPC's default network ACL, which lets everything through. */
  readonly acl?: Item;
}

/** A route of a table, of a subnet or of a gateway. */
export interface Route {
  readonly item: Item;
  readonly to: Cidr;
  readonly target: Target;
}

/** Something that runs in subnets, or a security group that waits for what will. */
export interface Workload {
  readonly item: Item;
  readonly words: string;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Item[];
  /** Whether all its groups were read. */
  readonly isWhole: boolean;
}

/** The networks of an assembly: which subnet has which routes, who runs where. */
export class Topology {
  readonly vpcs: readonly Vpc[];
  readonly workloads: readonly Workload[];
  readonly workloadSubnets: readonly Subnet[];
  private readonly subnetsByItem = new Map<Item, Subnet>();
  private readonly routesByTable = new Map<Item, Route[]>();

  constructor(readonly items: Items) {
    this.vpcs = items.of('AWS::EC2::VPC').map((item) => ({ item, blocks: blocksOf(item, items), hasOpenIpv6: blocksBeside(item, items).some(isOpenIpv6), subnets: [] as Subnet[] }));
    for (const item of items.of('AWS::EC2::Subnet')) this.addSubnet(item);
    for (const item of items.of('AWS::EC2::Route')) this.addRoute(item);
    const users = Object.keys(WORKLOAD_TYPES).flatMap((type) => items.of(type)).flatMap((item) => this.workloadOf(item));
    const used = new Set([...users.flatMap(({ subnets }) => subnets), ...items.all.flatMap((item) => this.subnetsNamedBy(item))]);
    this.workloadSubnets = [...this.subnetsByItem.values()].filter((subnet) => used.has(subnet) || !(isInfrastructure(subnet.item) || this.holdsGateway(subnet)));
    this.workloads = [...users, ...this.waitingGroups(users)];
  }

  subnet(item: Item | undefined): Subnet | undefined {
    return item && this.subnetsByItem.get(item);
  }

  vpc(item: Item | undefined): Vpc | undefined {
    return this.vpcs.find((vpc) => vpc.item === item);
  }

  routes(table: Item | undefined): readonly Route[] {
    return (table && this.routesByTable.get(table)) ?? [];
  }

  /** The subnets that a property of a resource names. */
  subnetsOf(item: Item, ...paths: string[]): Subnet[] {
    return [...new Set(this.items.namedAll(item, ...paths).flatMap((one) => this.subnet(one) ?? []))];
  }

  private addSubnet(item: Item): void {
    const { items } = this;
    const vpc = this.vpc(items.named(item, 'VpcId'));
    if (!vpc) return;
    const associated = (type: string, property: string) => {
      const association = items.of(type).find((one) => items.find(one.text('SubnetId'), one) === item);
      return association && items.named(association, property);
    };
    const text = item.text('CidrBlock');
    const subnet: Subnet = {
      item, vpc, block: text === undefined ? undefined : parseCidr(text),
      table: associated('AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId'),
      acl: associated('AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId'),
    };
    (vpc.subnets as Subnet[]).push(subnet);
    this.subnetsByItem.set(item, subnet);
  }

  private addRoute(item: Item): void {
    const table = this.items.named(item, 'RouteTableId');
    if (!table) return;
    const target = targetOf(item, this.items);
    const routes = destinationsOf(item, this.items).map((to): Route => ({ item, to, target }));
    this.routesByTable.set(table, [...this.routes(table), ...routes]);
  }

  private workloadOf(item: Item): Workload[] {
    const { subnets, groups } = WORKLOAD_TYPES[item.type];
    const placed = this.subnetsOf(item, ...subnets);
    return placed.length === 0 ? [] : [{ item, words: `${item.type} ${item.words}`, subnets: placed, groups: this.items.namedAll(item, ...groups), isWhole: this.items.isWhole(item, ...groups) }];
  }

  /** The subnets that a resource names anywhere, of a type of which it is neither known where it says so nor that it runs nothing there. */
  private subnetsNamedBy(item: Item): Subnet[] {
    if (item.type in WORKLOAD_TYPES || isInfrastructureType(item.type)) return [];
    const texts = Object.keys(item.resource.Properties ?? {}).flatMap((property) => textsIn(item.value(property)));
    return texts.flatMap((text) => text.split(',')).flatMap((id) => this.subnet(this.items.find(id, item)) ?? []);
  }

  private holdsGateway(subnet: Subnet): boolean {
    const holders = [['AWS::EC2::NatGateway', 'SubnetId'], ['AWS::NetworkFirewall::Firewall', 'SubnetMappings[].SubnetId'], ['AWS::NetworkFirewall::VpcEndpointAssociation', 'SubnetMapping.SubnetId']];
    return holders.some(([type, path]) => this.items.of(type).some((item) => this.subnetsOf(item, path).includes(subnet)));
  }

  /**
   * Security groups that nothing of the assembly has, but that let something out: jobs and notebooks that are started later will have them, in any
   * subnet for workloads.
   */
  private waitingGroups(users: readonly Workload[]): Workload[] {
    const taken = new Set([...users.flatMap(({ groups }) => groups), ...this.items.all.filter(({ type }) => !RULE_HOLDERS.test(type)).flatMap((item) => this.referredGroups(item))]);
    return this.items.of('AWS::EC2::SecurityGroup').filter((group) => !taken.has(group)).flatMap((group) => {
      const vpc = this.vpc(this.items.find(group.text('VpcId'), group));
      const subnets = this.workloadSubnets.filter((subnet) => subnet.vpc === vpc);
      return vpc && subnets.length > 0 && groupRules(this.items, group, 'egress').some(({ block }) => block?.text !== NOWHERE) ? [{ item: group, words: `what will have the security group ${group.words}`, subnets, groups: [group], isWhole: true }] : [];
    });
  }

  private referredGroups(item: Item): Item[] {
    const ids = new Set<string>();
    collect(item.resource.Properties, (key, value) => /^Security(Group|GroupId)s?$|SecurityGroupIds?$|SecurityGroups$|^GroupSet$/.test(key) && ids.add(JSON.stringify(value)));
    return ids.size === 0 ? [] : this.items.of('AWS::EC2::SecurityGroup').filter((group) => group.deployed === item.deployed && [...ids].some((text) => text.includes(`"${group.logicalId}"`)));
  }
}

/** Where aws-cdk lets a group out that is to let nothing out, as a group without a rule lets everything out (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.SecurityGroup.html). */
const NOWHERE = '255.255.255.255/32';

/** What refers to a security group without having it. */
const RULE_HOLDERS = /^(AWS::EC2::SecurityGroup|AWS::EC2::SecurityGroup(In|E)gress|AWS::SSM::Parameter|AWS::Lambda::Function|AWS::IAM::.*)$/;

function collect(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    visit(key, each);
    collect(each, visit);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value !== 'object' || value === null || value instanceof Unresolved ? [] : Object.values(value).flatMap(textsIn);
}

const blocksBeside = (vpc: Item, items: Items): Item[] => items.of('AWS::EC2::VPCCidrBlock').filter((one) => items.find(one.text('VpcId'), one) === vpc);

/** Of Amazon's addresses, or of a pool (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html). */
const isOpenIpv6 = (block: Item): boolean => block.text('Ipv6CidrBlock') === undefined && ['AmazonProvidedIpv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6Pool', 'Ipv6CidrBlock'].some((property) => (block.value(property) ?? false) !== false);

function blocksOf(vpc: Item, items: Items): Cidr[] {
  const more = blocksBeside(vpc, items).flatMap((one) => [one.text('CidrBlock') ?? [], one.text('Ipv6CidrBlock') ?? []].flat());
  const own = vpc.text('CidrBlock');
  if (own === undefined) vpc.undecided('CidrBlock', 'an address plan gives it at deployment');
  return [...(own === undefined ? [] : [own]), ...more].flatMap((text) => parseCidr(text) ?? []);
}

function destinationsOf(route: Item, items: Items): Cidr[] {
  const list = route.text('DestinationPrefixListId');
  const texts = list === undefined ? route.texts('DestinationCidrBlock', 'DestinationIpv6CidrBlock') : (items.named(route, 'DestinationPrefixListId')?.texts('Entries[].Cidr') ?? []);
  return texts.flatMap((text) => {
    const block = parseCidr(text);
    if (!block) route.undecided(`the destination ${text}`, 'it is no block in CIDR notation');
    return block ?? [];
  });
}
