import { CfnRoute, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { SubnetTier } from '../subnet-tier';
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
