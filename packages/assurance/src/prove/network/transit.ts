import { type Cidr, parseCidr } from './cidr';
import type { Item, Items } from './items';
import type { Topology } from './topology';

/** A route of a transit gateway's table: written, or propagated from an attachment. */
export interface TransitRoute {
  readonly to: Cidr;
  /** The attachment behind it; undefined for one that was not read. */
  readonly attachment?: Item;
  /** Whether what it is about is dropped. */
  readonly isBlackhole?: boolean;
  readonly words: string;
}

/** VPCs that are attached to a transit gateway. */
export const ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];

/** The transit gateways of an assembly (https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html). */
export class Transit {
  constructor(private readonly topology: Topology) {}

  private get items(): Items {
    return this.topology.items;
  }

  /** Attachments of a VPC to a transit gateway, which is given by its id. */
  attachments(gateway: string, vpc?: Item): Item[] {
    return this.items.of(...ATTACHMENTS).filter((item) => item.text('TransitGatewayId') === gateway && (vpc === undefined || this.items.find(item.text('VpcId'), item) === vpc));
  }

  /**
   * The routes that hold for what comes from an attachment.
   * @returns undefined where the templates do not tell which table that is; listed as not decided
   */
  routesFor(attachment: Item): TransitRoute[] | undefined {
    const explicit = this.items.of('AWS::EC2::TransitGatewayRouteTableAssociation').find((one) => this.items.find(one.text('TransitGatewayAttachmentId'), one) === attachment);
    const gateway = this.items.find(attachment.text('TransitGatewayId'), attachment);
    if (!explicit && !gateway) return void attachment.undecided('the route table of the transit gateway', 'the transit gateway is not among what was read, and nothing associates the attachment with a table');
    const table = explicit ? explicit.text('TransitGatewayRouteTableId') : defaultTable(gateway as Item, 'Association');
    if (table === undefined) return [];
    const written = this.written(table);
    // of the same addresses a written route counts before a propagated one
    return [...written, ...this.propagated(table).filter(({ to }) => !written.some((one) => one.to.first === to.first && one.to.bits === to.bits))];
  }

  private written(table: string): TransitRoute[] {
    return this.items.of('AWS::EC2::TransitGatewayRoute').filter((item) => item.text('TransitGatewayRouteTableId') === table).flatMap((item) => {
      const to = parseCidr(item.text('DestinationCidrBlock') ?? '');
      const isBlackhole = item.text('Blackhole') === 'true';
      const attachment = isBlackhole ? undefined : this.items.named(item, 'TransitGatewayAttachmentId');
      return to ? [{ to, attachment, isBlackhole, words: `route ${to.text} ${item.words} of the transit gateway` }] : [];
    });
  }

  private propagated(table: string): TransitRoute[] {
    const explicit = this.items.of('AWS::EC2::TransitGatewayRouteTablePropagation').filter((one) => one.text('TransitGatewayRouteTableId') === table).flatMap((one) => {
      const attachment = this.items.named(one, 'TransitGatewayAttachmentId');
      return attachment ? [{ attachment, words: `the propagation ${one.words}` }] : [];
    });
    const byDefault = this.items.of(...ATTACHMENTS).filter((one) => {
      const gateway = this.items.find(one.text('TransitGatewayId'), one);
      return gateway !== undefined && defaultTable(gateway, 'Propagation') === table;
    }).map((attachment) => ({ attachment, words: `the transit gateway's default propagation from ${attachment.words}` }));
    return [...explicit, ...byDefault].flatMap(({ attachment, words }) => {
      const vpc = this.topology.vpc(this.items.find(attachment.text('VpcId'), attachment));
      return (vpc?.blocks ?? []).map((to) => ({ to, attachment, words: `${words}, ${to.text}` }));
    });
  }
}

/**
 * The table with which attachments are associated, or to which they propagate, where nobody says anything else; both are enabled by default and mean the same
 * table (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html).
 */
function defaultTable(gateway: Item, kind: 'Association' | 'Propagation'): string | undefined {
  if (gateway.text(`DefaultRouteTable${kind}`) === 'disable') return undefined;
  return gateway.text(`${kind}DefaultRouteTableId`) ?? `${gateway.id}-AssociationDefaultRouteTableId`;
}
