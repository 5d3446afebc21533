import { Unresolved } from '../../assembly/intrinsics';
import { firewallBehind, zoneOf } from './firewall-endpoints';
import type { Item, Items } from './items';

/** Where a route leads. */
export interface Target {
  readonly kind: 'internet gateway' | 'egress-only internet gateway' | 'carrier gateway' | 'NAT gateway' | 'firewall' | 'load balancer endpoint' | 'peering' | 'transit gateway' | 'VPN gateway'
    | 'local gateway' | 'core network' | 'instance' | 'unknown';
  readonly item?: Item;
  /** Of a firewall: in which zone its endpoint stands. @default - not known */
  readonly zone?: string;
  /** For people. */
  readonly words: string;
}

/** Properties of a route that name its target (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html). */
const TARGETS: readonly (readonly [property: string, kind: Target['kind']])[] = [
  ['NatGatewayId', 'NAT gateway'], ['EgressOnlyInternetGatewayId', 'egress-only internet gateway'], ['CarrierGatewayId', 'carrier gateway'], ['VpcPeeringConnectionId', 'peering'],
  ['TransitGatewayId', 'transit gateway'], ['LocalGatewayId', 'local gateway'], ['CoreNetworkArn', 'core network'], ['InstanceId', 'instance'], ['NetworkInterfaceId', 'instance'],
];

/** Where a route leads; a target that was not read is listed as not decided. */
export function targetOf(route: Item, items: Items): Target {
  if (route.value('VpcEndpointId') !== undefined) return endpointTarget(route, items);
  if (route.value('GatewayId') !== undefined) return gatewayTarget(route, items);
  const [property, kind] = TARGETS.find(([name]) => route.value(name) !== undefined) ?? [];
  if (property === undefined || kind === undefined) return { kind: 'unknown', words: 'nothing that is known' };
  const item = items.named(route, property);
  const value = route.value(property);
  return { kind, item, words: `${kind} ${item?.words ?? (typeof value === 'string' ? value : 'that the deployment names')}` };
}

function gatewayTarget(route: Item, items: Items): Target {
  const kinds: Readonly<Record<string, Target['kind']>> = { 'AWS::EC2::InternetGateway': 'internet gateway', 'AWS::EC2::VPNGateway': 'VPN gateway', 'AWS::EC2::CarrierGateway': 'carrier gateway' };
  const id = route.value('GatewayId');
  const item = typeof id === 'string' ? items.find(id, route) : undefined;
  // a gateway that was not read tells by its id what it is
  const kind = item ? kinds[item.type] : typeof id === 'string' && id.startsWith('vgw-') ? 'VPN gateway' : typeof id === 'string' && id.startsWith('igw-') ? 'internet gateway' : undefined;
  if (kind) return { kind, item, words: `${kind} ${item?.words ?? String(id)}` };
  route.undecided('GatewayId', id instanceof Unresolved ? id.why : 'it is not among what was read');
  return { kind: 'unknown', words: 'a gateway that the deployment names' };
}

function endpointTarget(route: Item, items: Items): Target {
  const value = route.value('VpcEndpointId');
  const found = typeof value === 'string' ? items.find(value, route) : undefined;
  if (found?.type === 'AWS::EC2::VPCEndpoint') return { kind: 'load balancer endpoint', item: found, words: `endpoint ${found.words}` };
  const firewall = found ?? firewallBehind(route, items);
  const zone = zoneOf(route.resource.Properties?.VpcEndpointId);
  if (firewall) return { kind: 'firewall', item: firewall, zone, words: `firewall ${firewall.words}${zone ? ` in ${zone}` : ''}` };
  route.undecided('VpcEndpointId', value instanceof Unresolved ? value.why : 'it is not among what was read');
  return { kind: 'unknown', words: 'an endpoint that the deployment names' };
}
