import { CfnTransitGatewayRoute, CfnTransitGatewayRouteTableAssociation, CfnTransitGatewayRouteTablePropagation } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Packets that come from an attachment are routed by a table. */
export function associate(scope: Construct, id: string, transitGatewayRouteTableId: string, transitGatewayAttachmentId: string): void {
  new CfnTransitGatewayRouteTableAssociation(scope, id, { transitGatewayRouteTableId, transitGatewayAttachmentId });
}

/** A table leads to what is behind an attachment. */
export function propagate(scope: Construct, id: string, transitGatewayRouteTableId: string, transitGatewayAttachmentId: string): void {
  new CfnTransitGatewayRouteTablePropagation(scope, id, { transitGatewayRouteTableId, transitGatewayAttachmentId });
}

/** A table leads what is for some addresses to an attachment. */
export function lead(scope: Construct, id: string, transitGatewayRouteTableId: string, destinationCidrBlock: string, transitGatewayAttachmentId: string): void {
  new CfnTransitGatewayRoute(scope, id, { transitGatewayRouteTableId, destinationCidrBlock, transitGatewayAttachmentId });
}

/** A table drops what is for some addresses, unless it leads to a part of them. */
export function drop(scope: Construct, id: string, transitGatewayRouteTableId: string, destinationCidrBlock: string): void {
  new CfnTransitGatewayRoute(scope, id, { transitGatewayRouteTableId, destinationCidrBlock, blackhole: true });
}
