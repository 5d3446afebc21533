import type { CreateTransitGatewayRequest, EC2 } from '@aws-sdk/client-ec2';
import { booleanOf, type MadeByApi, numberOf } from './made-by-api';

const UNSHARED = 'may be attached to by any account that knows its id; no packet passes through it.';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html */
export const TRANSIT_GATEWAY: MadeByApi = {
  tagged: 'transit-gateway',
  differs: `has no default route table, and ${UNSHARED}`,
  create: async (ec2, properties, TagSpecifications) => {
    const { TransitGateway } = await ec2.createTransitGateway({ Description: properties.Description, Options: optionsOf(properties), TagSpecifications });
    return resultOf(TransitGateway?.TransitGatewayId ?? '', { TransitGatewayArn: TransitGateway?.TransitGatewayArn ?? '' });
  },
  update: async (ec2, TransitGatewayId, properties) => {
    const { AmazonSideAsn: _, MulticastSupport: __, ...Options } = optionsOf(properties);
    await ec2.modifyTransitGateway({ TransitGatewayId, Description: properties.Description, Options });
    return resultOf(TransitGatewayId);
  },
  found: async (ec2, id) => {
    const { TransitGateways: [gateway] = [] } = await ec2.describeTransitGateways({ TransitGatewayIds: [id] });
    return resultOf(id, { TransitGatewayArn: gateway?.TransitGatewayArn ?? '' });
  },
  delete: (ec2, TransitGatewayId) => ec2.deleteTransitGateway({ TransitGatewayId }),
};

function optionsOf(properties: any): NonNullable<CreateTransitGatewayRequest['Options']> {
  const { AmazonSideAsn, AutoAcceptSharedAttachments, DefaultRouteTableAssociation, DefaultRouteTablePropagation, DnsSupport, MulticastSupport, SecurityGroupReferencingSupport, VpnEcmpSupport } = properties;
  return { AmazonSideAsn: numberOf(AmazonSideAsn), AutoAcceptSharedAttachments, DefaultRouteTableAssociation, DefaultRouteTablePropagation, DnsSupport, MulticastSupport, SecurityGroupReferencingSupport, VpnEcmpSupport };
}

const resultOf = (physicalId: string, more: Record<string, string> = {}) => ({ physicalId, attributes: { Id: physicalId, ...more } });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayvpcattachment.html */
export const TRANSIT_GATEWAY_VPC_ATTACHMENT: MadeByApi = {
  tagged: 'transit-gateway-attachment',
  differs: 'is available at once, whoever owns its gateway.',
  create: async (ec2, { TransitGatewayId, VpcId, SubnetIds, Options }, TagSpecifications) => {
    const { TransitGatewayVpcAttachment } = await ec2.createTransitGatewayVpcAttachment({ TransitGatewayId, VpcId, SubnetIds, Options, TagSpecifications });
    return resultOf(TransitGatewayVpcAttachment?.TransitGatewayAttachmentId ?? '');
  },
  update: async (ec2, TransitGatewayAttachmentId, properties, old) => {
    if (properties.TransitGatewayId !== old.TransitGatewayId || properties.VpcId !== old.VpcId) return undefined;
    const without = (some: string[], others: string[]) => some.filter((id) => !others.includes(id));
    await ec2.modifyTransitGatewayVpcAttachment({
      TransitGatewayAttachmentId, Options: properties.Options, AddSubnetIds: without(properties.SubnetIds, old.SubnetIds), RemoveSubnetIds: without(old.SubnetIds, properties.SubnetIds),
    });
    return resultOf(TransitGatewayAttachmentId);
  },
  found: async (_, id) => resultOf(id),
  delete: (ec2, TransitGatewayAttachmentId) => ec2.deleteTransitGatewayVpcAttachment({ TransitGatewayAttachmentId }),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayroutetable.html */
export const TRANSIT_GATEWAY_ROUTE_TABLE: MadeByApi = {
  tagged: 'transit-gateway-route-table',
  create: async (ec2, { TransitGatewayId }, TagSpecifications) => {
    const { TransitGatewayRouteTable } = await ec2.createTransitGatewayRouteTable({ TransitGatewayId, TagSpecifications });
    const id = TransitGatewayRouteTable?.TransitGatewayRouteTableId ?? '';
    return resultOf(id, { TransitGatewayRouteTableId: id });
  },
  found: async (_, id) => resultOf(id, { TransitGatewayRouteTableId: id }),
  delete: (ec2, TransitGatewayRouteTableId) => ec2.deleteTransitGatewayRouteTable({ TransitGatewayRouteTableId }),
};

interface Related {
  readonly TransitGatewayRouteTableId: string;
  readonly TransitGatewayAttachmentId: string;
}

/** What is between a route table and an attachment. */
function related(create: (ec2: EC2, both: Related) => Promise<unknown>, remove: (ec2: EC2, both: Related) => Promise<unknown>): MadeByApi {
  return {
    create: async (ec2, { TransitGatewayRouteTableId, TransitGatewayAttachmentId }) => {
      await create(ec2, { TransitGatewayRouteTableId, TransitGatewayAttachmentId });
      return resultOf(`${TransitGatewayRouteTableId}|${TransitGatewayAttachmentId}`);
    },
    delete: (ec2, physicalId) => {
      const [TransitGatewayRouteTableId, TransitGatewayAttachmentId] = physicalId.split('|');
      return remove(ec2, { TransitGatewayRouteTableId, TransitGatewayAttachmentId });
    },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayroutetableassociation.html */
export const TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATION = related((ec2, both) => ec2.associateTransitGatewayRouteTable(both), (ec2, both) => ec2.disassociateTransitGatewayRouteTable(both));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayroutetablepropagation.html */
export const TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATION = related((ec2, both) => ec2.enableTransitGatewayRouteTablePropagation(both), (ec2, both) => ec2.disableTransitGatewayRouteTablePropagation(both));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayroute.html */
export const TRANSIT_GATEWAY_ROUTE: MadeByApi = {
  create: async (ec2, { TransitGatewayRouteTableId, TransitGatewayAttachmentId, DestinationCidrBlock, Blackhole }) => {
    await ec2.createTransitGatewayRoute({ TransitGatewayRouteTableId, TransitGatewayAttachmentId, DestinationCidrBlock, Blackhole: booleanOf(Blackhole) });
    return resultOf(`${TransitGatewayRouteTableId}|${DestinationCidrBlock}`);
  },
  delete: (ec2, physicalId) => {
    const [TransitGatewayRouteTableId, DestinationCidrBlock] = physicalId.split('|');
    return ec2.deleteTransitGatewayRoute({ TransitGatewayRouteTableId, DestinationCidrBlock });
  },
};
