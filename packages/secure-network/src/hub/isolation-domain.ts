import { CfnTransitGatewayRouteTable } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { hubIdProblems } from '../private/hub/hub-ids';
import { associate, propagate } from '../private/hub/transit-routes';
import { ValidationError } from '../private/validation-error';
import type { NetworkHub } from './network-hub';

/** Props of an isolation domain. */
export interface IsolationDomainProps {
  /** The hub. */
  readonly hub: NetworkHub;
  /**
   * Whether the networks of the domain reach each other, besides what is shared.
   * @default false
   */
  readonly membersMeet?: boolean;
}

/**
 * Spokes of a hub that share a route table. They reach what the hub shares, and each other only where that was asked for; another domain never.
 * @example
 * const hub = new NetworkHub(this, 'Hub');
 * const prod = new IsolationDomain(this, 'Prod', { hub });
 * prod.connect('FraudProd', 'tgw-attach-0123456789abcdef0');
 */
export class IsolationDomain extends Construct {
  /** The id of the domain's route table: `tgw-rtb-…`. */
  readonly routeTableId: string;
  private readonly hub: NetworkHub;
  private readonly membersMeet: boolean;
  private readonly direct: string[] = [];

  constructor(scope: Construct, id: string, props: IsolationDomainProps) {
    super(scope, id);
    this.hub = props.hub;
    this.membersMeet = props.membersMeet ?? false;
    this.routeTableId = new CfnTransitGatewayRouteTable(this, 'RouteTable', { transitGatewayId: props.hub.transitGatewayId }).ref;
    props.hub._add(this);
  }

  /**
   * Connects a network.
   * @param id the construct id
   * @param attachmentId the attachment that was made in the network's account: `tgw-attach-…`
   */
  connect(id: string, attachmentId: string): void {
    ValidationError.throwIfAny(this, hubIdProblems('attachmentId', 'attachment', attachmentId));
    associate(this, id, this.routeTableId, attachmentId);
    const inspection = this.hub._inspection;
    if (inspection) {
      propagate(this, `${id}ToInspection`, inspection.routeTableId, attachmentId);
    } else {
      this.direct.push(`${this.node.path}/${id}`);
      propagate(this, `${id}ToShared`, this.hub._sharedTableId, attachmentId);
    }
    if (this.membersMeet) propagate(this, `${id}ToMembers`, this.routeTableId, attachmentId);
  }

  /** Leads to a network that the hub shares. @internal */
  _reach(id: string, attachmentId: string): void {
    this.direct.push(`${this.node.path}/${id}`);
    propagate(this, `Shared${id}`, this.routeTableId, attachmentId);
  }

  /** What it is connected to without an inspection. @internal */
  get _direct(): readonly string[] {
    return this.direct;
  }
}
