import type { Route, RouteTable, RouteTableAssociation } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import { isPrivate } from '../private-space';
import type { Finding, RuleId } from '../rules';

/** Whether a route leads where it may not. */
export function routeFindings(facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  return workloadTables(facts, requirements).flatMap(({ RouteTableId, Routes = [] }) =>
    Routes.filter((route) => !isWithin(route, facts)).flatMap((route): Finding[] => {
      const rule = brokenBy(route, requirements);
      return rule ? [{ rule, found: `${RouteTableId} sends ${destinationOf(route)} to ${targetOf(route)}` }] : [];
    }));
}

/** By what targets a network reaches the internet, by its egress: a firewall's endpoint, which inspects, or a NAT gateway, which does not. */
const WAYS_OUT: Readonly<Record<string, RegExp>> = { inspected: /^vpce-/, nat: /^(nat|vpce)-/ };
/** A peering, a transit gateway, a VPN or Direct Connect, Cloud WAN. */
const OTHER_NETWORKS = /^(pcx-|tgw-|vgw-|arn:[^:]*:networkmanager:)/;

function brokenBy(route: Route, { egress, allowTransit }: NetworkRequirements): RuleId | undefined {
  const target = targetOf(route);
  if (/^e?igw-/.test(target)) return 'public';
  if (allowTransit && target.startsWith('tgw-')) return egress === 'none' && !isPrivate(blockOf(route)) ? 'way-out' : undefined;
  if (OTHER_NETWORKS.test(target)) return 'connection';
  return WAYS_OUT[egress]?.test(target) ? undefined : 'way-out';
}

/** Subnets of the VPC whose route table is not seen: nothing can be said of their routes. */
export function routeTableFindings(facts: NetworkFacts, { subnetIds }: NetworkRequirements): Finding[] {
  const isThere = (id: string) => facts.subnets.some(({ SubnetId }) => SubnetId === id);
  return subnetIds.filter((id) => isThere(id) && !tableOf(id, facts)).map((id) => ({ rule: 'route-table', found: `none is seen of ${id}` }));
}

/** The tables by which the subnets route, each once. */
export function workloadTables(facts: NetworkFacts, { subnetIds }: NetworkRequirements): RouteTable[] {
  return [...new Set(subnetIds.map((id) => tableOf(id, facts)).filter((table) => table !== undefined))];
}

/** A subnet's own table, or the VPC's main one where it has none (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html). */
function tableOf(subnetId: string, { routeTables }: NetworkFacts): RouteTable | undefined {
  const withAssociation = (matches: (association: RouteTableAssociation) => boolean | undefined) => routeTables.find(({ Associations = [] }) => Associations.some(matches));
  return withAssociation(({ SubnetId }) => SubnetId === subnetId) ?? withAssociation(({ Main }) => Main);
}

/**
 * The VPC's own addresses, and what a gateway endpoint reaches. A route to a Gateway Load Balancer endpoint looks the same, and leads to whatever the list in it names
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint.html).
 */
function isWithin({ GatewayId = '', DestinationPrefixListId }: Route, { endpoints }: NetworkFacts): boolean {
  const isGateway = endpoints.some(({ VpcEndpointId, VpcEndpointType }) => VpcEndpointId === GatewayId && VpcEndpointType === 'Gateway');
  return GatewayId === 'local' || (DestinationPrefixListId !== undefined && isGateway);
}

/** Empty for a prefix list, which is not looked into. */
const blockOf = ({ DestinationCidrBlock, DestinationIpv6CidrBlock }: Route) => DestinationCidrBlock || DestinationIpv6CidrBlock || '';
const destinationOf = (route: Route) => blockOf(route) || route.DestinationPrefixListId;

function targetOf(route: Route): string {
  return route.GatewayId ?? route.NatGatewayId ?? route.EgressOnlyInternetGatewayId ?? route.VpcPeeringConnectionId ?? route.TransitGatewayId ?? route.NetworkInterfaceId
    ?? route.InstanceId ?? route.LocalGatewayId ?? route.CarrierGatewayId ?? route.CoreNetworkArn ?? 'a target that is not known here';
}
