import { CfnTransitGatewayRouteTableAssociation, CfnTransitGatewayRouteTablePropagation } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Packets that come from an attachment are routed by a table. */
export function associate(scope: Construct, id: string, transitGatewayRouteTableId: string, transitGatewayAttachmentId: string): void {
  new CfnTransitGatewayRouteTableAssociation(scope, id, { transitGatewayRouteTableId, transitGatewayAttachmentId });
}

/** A table leads to what is behind an attachment. */
export function propagate(scope: Construct, id: string, transitGatewayRouteTableId: string, transitGatewayAttachmentId: string): void {
  new CfnTransitGatewayRouteTablePropagation(scope, id, { transitGatewayRouteTableId, transitGatewayAttachmentId });
}
