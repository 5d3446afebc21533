import type { Finding } from '../../../report/report';
import { type Cidr, contains } from '../cidr';
import { endpointsOf } from '../endpoints';
import type { Item } from '../items';
import { aclEntries, type AclEntry } from '../network-acls';
import { ruleFor, type Scene } from '../scene';
import type { Subnet, Vpc } from '../topology';
import { ATTACHMENTS } from '../transit';

/** Who asks chooses a port from 1024 on for the answer (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html). */
const ANSWERS = [1024, 65535] as const;
const HTTPS = [443, 443] as const;

/**
 * Network ACLs are the wall behind routes, for the day on which somebody adds one: an entry lets nothing through to or from addresses to which no route of its subnets leads, to the public addresses of gateway
 * endpoints by HTTPS only, and from everywhere nothing but answers. Subnets in which only interface endpoints stand let HTTPS in and answers out.
 */
export function wideAcls(scene: Scene): Finding[] {
  const { topology, items } = scene;
  const subnets = topology.vpcs.flatMap((vpc) => vpc.subnets);
  return items.of('AWS::EC2::NetworkAcl').flatMap((acl) => {
    const own = subnets.filter((subnet) => subnet.acl === acl);
    if (own.length === 0) return [];
    return (['in', 'out'] as const).flatMap((direction) => aclEntries(items, acl, direction).filter(({ allows }) => allows).flatMap((entry) => {
      const why = tooWide(scene, own, entry, direction);
      return why === undefined ? [] : [found(acl, entry, direction, why)];
    }));
  });
}

function tooWide(scene: Scene, subnets: readonly Subnet[], entry: AclEntry, direction: 'in' | 'out'): string | undefined {
  const { topology } = scene;
  const { block } = entry;
  // AWS advises against lists that narrow an attachment's subnets (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html)
  if (subnets.every((subnet) => holdsOnly(scene, subnet, isAttachment))) return undefined;
  if (subnets.every((subnet) => holdsOnly(scene, subnet, isInterface)) && !isFor(entry, direction === 'in' ? HTTPS : ANSWERS)) return 'only interface endpoints stand there, which are asked by 443 and ask nobody';
  if (!block) return undefined;
  const routes = subnets.flatMap(({ table }) => topology.routes(table));
  if (block.bits > 0) return subnets.some(({ vpc }) => isOf(vpc, block)) || routes.some(({ to }) => contains(to, block)) ? undefined : 'no route leads there';
  const defaults = routes.filter(({ to }) => to.family === block.family && to.bits <= 1);
  // what passes a firewall of a hub goes where other networks lead it
  if (defaults.length === 0 && !subnets.some((subnet) => hasGatewayEndpoint(scene, subnet) || holdsOnly(scene, subnet, isFirewall))) return 'no route leads there';
  // what the internet reaches by itself, a load balancer for instance, is asked by ports of its own
  if (defaults.some(({ target: { kind } }) => kind === 'internet gateway' || kind === 'carrier gateway') && (!subnets.some((subnet) => holdsNat(scene, subnet)) || subnets.some((subnet) => holdsBalancer(scene, subnet)))) return undefined;
  if (direction === 'in') return isFor(entry, ANSWERS) ? undefined : 'nobody begins from there, and who asks is answered at ports from 1024 on';
  if (defaults.length === 0) return isFor(entry, HTTPS) ? undefined : 'no route leads there but to gateway endpoints, which are asked by 443';
  return entry.protocol === '-1' && subnets.some(({ vpc }) => ruleFor(scene, vpc).internet !== 'nat') ? 'what is no TLS or HTTP no list of domains names' : undefined;
}

/** Whether TCP or UDP of these ports is all that an entry is for. */
const isFor = ({ protocol, ports }: AclEntry, [from, to]: readonly [number, number]): boolean => ['6', '17'].includes(protocol) && from <= ports[0] && ports[1] <= to;

/** Whether addresses are a VPC's; what is known at deployment only may be. */
const isOf = ({ blocks, hasOpenIpv6 }: Vpc, block: Cidr): boolean => (block.family === 6 && hasOpenIpv6) || blocks.length === 0 || blocks.some((one) => contains(one, block));

const hasGatewayEndpoint = ({ topology }: Scene, { vpc }: Subnet): boolean => endpointsOf(topology).some((endpoint) => endpoint.kind === 'Gateway' && endpoint.vpc === vpc);

const holdsNat = ({ topology }: Scene, subnet: Subnet): boolean => topology.items.of('AWS::EC2::NatGateway').some((item) => topology.subnetsOf(item, 'SubnetId').includes(subnet));

/** A load balancer that the internet asks, as it does unless it is said to be internal (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html). */
const holdsBalancer = ({ topology }: Scene, subnet: Subnet): boolean => topology.items.of('AWS::ElasticLoadBalancingV2::LoadBalancer')
  .some((item) => item.text('Scheme') !== 'internal' && topology.subnetsOf(item, 'Subnets[]', 'SubnetMappings[].SubnetId').includes(subnet));

const isAttachment = ({ type }: Item): boolean => ATTACHMENTS.includes(type);
const isFirewall = ({ type }: Item): boolean => type === 'AWS::NetworkFirewall::Firewall';
const isInterface = (item: Item): boolean => item.type === 'AWS::EC2::VPCEndpoint' && item.text('VpcEndpointType') === 'Interface';

/** Whether nothing that is known to stand in subnets stands there but such. */
function holdsOnly({ topology }: Scene, subnet: Subnet, is: (item: Item) => boolean): boolean {
  if (topology.workloadSubnets.includes(subnet)) return false;
  const here = topology.items.of(...ATTACHMENTS, 'AWS::EC2::VPCEndpoint', 'AWS::EC2::NatGateway', 'AWS::EFS::MountTarget', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::NetworkFirewall::Firewall', 'AWS::Route53Resolver::ResolverEndpoint')
    .filter((item) => topology.subnetsOf(item, 'SubnetIds[]', 'SubnetId', 'Subnets[]', 'SubnetMappings[].SubnetId', 'IpAddresses[].SubnetId').includes(subnet));
  return here.length > 0 && here.every(is);
}

function found(acl: Item, entry: AclEntry, direction: 'in' | 'out', why: string): Finding {
  const what = entry.protocol === '-1' ? 'everything' : `protocol ${entry.protocol}, ports ${entry.ports.join('–')},`;
  return {
    rule: 'network-acl-wide', level: 'warning', place: entry.place, message: `network ACL ${acl.words} lets ${what} ${direction === 'in' ? 'in from' : 'out to'} ${entry.block?.text ?? 'addresses that the deployment knows'}: ${why}`, remedy: 'narrow the entry to the addresses and ports that are used',
  };
}
