import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import type { Finding } from '../rules';

/** Whether a route leads where it may not. */
export function routeFindings(facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  return workloadTables(facts, requirements).flatMap(({ RouteTableId, Routes = [] }) =>
    Routes.filter((route) => !isWithin(route, facts)).flatMap((route): Finding[] => {
      const target = targetOf(route);
      const found = `${RouteTableId} sends ${destinationOf(route)} to ${target}`;
      if (/^e?igw-/.test(target)) return [{ rule: 'public', found }];
      return requirements.egress === 'none' ? [{ rule: 'way-out', found }] : [];
    }));
}

/** The tables by which the subnets route: their own, or the VPC's main one (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html). */
export function workloadTables({ routeTables }: NetworkFacts, { subnetIds }: NetworkRequirements): RouteTable[] {
  const main = routeTables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
  const ofSubnet = (id: string) => routeTables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === id)) ?? main;
  return [...new Set(subnetIds.map(ofSubnet).filter((table) => table !== undefined))];
}

/**
 * The VPC's own addresses, and what a gateway endpoint reaches. A route to a Gateway Load Balancer endpoint looks the same, and leads to whatever the list in it names
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint.html).
 */
function isWithin({ GatewayId = '', DestinationPrefixListId }: Route, { endpoints }: NetworkFacts): boolean {
  const isGateway = endpoints.some(({ VpcEndpointId, VpcEndpointType }) => VpcEndpointId === GatewayId && VpcEndpointType === 'Gateway');
  return GatewayId === 'local' || (DestinationPrefixListId !== undefined && isGateway);
}

const destinationOf = ({ DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId }: Route) => DestinationCidrBlock || DestinationIpv6CidrBlock || DestinationPrefixListId;

function targetOf(route: Route): string {
  return route.GatewayId ?? route.NatGatewayId ?? route.EgressOnlyInternetGatewayId ?? route.VpcPeeringConnectionId ?? route.TransitGatewayId ?? route.NetworkInterfaceId
    ?? route.InstanceId ?? route.LocalGatewayId ?? route.CarrierGatewayId ?? route.CoreNetworkArn ?? 'a target that is not known here';
}
