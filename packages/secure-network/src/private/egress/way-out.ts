import { CfnRoute, type CfnTransitGatewayVpcAttachment, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { SubnetTier } from '../../subnet-tier';
import type { DomainFirewall } from './domain-firewall';
import type { OpenNetwork } from './open-network';

const EVERYWHERE = '0.0.0.0/0';

/** From workloads to the NAT gateway of their zone. */
export function routeByNat(scope: Construct, { subnetsOf, natGatewayIds }: OpenNetwork): void {
  for (const [zone, { routeTable }] of subnetsOf(SubnetTier.ISOLATED).entries()) {
    new CfnRoute(scope, `WayOut${zone + 1}`, { routeTableId: routeTable.routeTableId, destinationCidrBlock: EVERYWHERE, natGatewayId: natGatewayIds[zone] });
  }
}

/**
 * From workloads to the firewall endpoint of their zone, and back from the NAT gateway through the same one, which must see both directions
 * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html). From the firewall on, its subnets' own route leads to the NAT gateway.
 */
export function routeByFirewall(scope: Construct, { subnetsOf }: OpenNetwork, firewall: DomainFirewall): void {
  const backFrom = subnetsOf(SubnetTier.EGRESS);
  for (const [zone, workloads] of subnetsOf(SubnetTier.ISOLATED).entries()) {
    const through = (id: string, { routeTable }: ISubnet, destinationCidrBlock: string) =>
      new CfnRoute(scope, `${id}${zone + 1}`, { routeTableId: routeTable.routeTableId, destinationCidrBlock, vpcEndpointId: firewall.endpointIds[zone] });
    through('WayOut', workloads, EVERYWHERE);
    through('WayBack', backFrom[zone], workloads.ipv4CidrBlock);
  }
}

/** What a firewall between networks stands between. */
export interface Middle {
  readonly attachment: CfnTransitGatewayVpcAttachment;
  readonly spokes: readonly string[];
  readonly shared: readonly string[];
  readonly hasWayOut: boolean;
}

/**
 * From the transit gateway to the firewall endpoint of the zone and, past it, back to the transit gateway or out; what comes back from the NAT gateway goes through the same one
 * (https://docs.aws.amazon.com/reference-architecture-diagrams/latest/network-firewall-inspection-models/nwfw-multi-region.html). The way out is the route of the
 * firewall's own subnets to the NAT gateway.
 */
export function routeInTheMiddle(scope: Construct, { subnetsOf }: OpenNetwork, firewall: DomainFirewall, { attachment, spokes, shared, hasWayOut }: Middle): void {
  const [behind, backFrom] = [subnetsOf(SubnetTier.INSPECTION), hasWayOut ? subnetsOf(SubnetTier.EGRESS) : []];
  for (const [zone, transit] of subnetsOf(SubnetTier.TRANSIT).entries()) {
    const through = (id: string, { routeTable }: ISubnet, destinationCidrBlock: string) =>
      new CfnRoute(scope, `${id}-${zone + 1}`, { routeTableId: routeTable.routeTableId, destinationCidrBlock, vpcEndpointId: firewall.endpointIds[zone] });
    through('Inspect', transit, EVERYWHERE);
    for (const [index, block] of spokes.entries()) if (hasWayOut) through(`WayBack${index + 1}`, backFrom[zone], block);
    for (const [index, destinationCidrBlock] of [...spokes, ...shared].entries()) {
      const on = { routeTableId: behind[zone].routeTable.routeTableId, destinationCidrBlock, transitGatewayId: attachment.transitGatewayId };
      new CfnRoute(scope, `On${index + 1}-${zone + 1}`, on).node.addDependency(attachment);
    }
  }
}
