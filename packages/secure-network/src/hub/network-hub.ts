import { Aws, Names } from 'aws-cdk-lib';
import { CfnTransitGateway, CfnTransitGatewayRouteTable } from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { hubIdProblems } from '../private/hub/hub-ids';
import { hubProblems } from '../private/hub/hub-problems';
import { associate } from '../private/hub/transit-routes';
import { ValidationError } from '../private/validation-error';
import type { IsolationDomain } from './isolation-domain';
import type { NetworkInspection } from './network-inspection';

/** Props of a hub. */
export interface NetworkHubProps {
  /**
   * Who may attach networks: 12-digit account ids, or ARNs of organisational units or of the organisation. Nobody outside of the organisation can be named
   * (https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html).
   * @default - this account only
   */
  readonly sharedWith?: string[];
  /**
   * The private autonomous system number of Amazon's side, where the hub meets routers of yours.
   * @default 64512
   */
  readonly amazonSideAsn?: number;
}

/**
 * A transit gateway for the networks of many accounts, in which nobody reaches anybody until the hub says so: an attachment has no route table by itself. Spokes get
 * one by their isolation domain and reach what is shared, not each other.
 *
 * An attachment is made in the spoke's account and connected in the hub's: deploy the hub, then the spokes, then the hub with the ids of their attachments.
 * @example
 * const hub = new NetworkHub(this, 'Hub', { sharedWith: ['111111111111', '222222222222'] });
 * new IsolationDomain(this, 'Teams', { hub }).connect('FraudDev', 'tgw-attach-0123456789abcdef0');
 */
export class NetworkHub extends Construct {
  /** The id of the transit gateway: `tgw-…`. */
  readonly transitGatewayId: string;
  private readonly sharedTable: CfnTransitGatewayRouteTable;
  private readonly domains: IsolationDomain[] = [];
  private inspection?: NetworkInspection;
  private readonly shared: { readonly id: string; readonly attachmentId: string }[] = [];

  constructor(scope: Construct, id: string, props: NetworkHubProps = {}) {
    super(scope, id);
    ValidationError.throwIfAny(this, hubProblems(props));
    const gateway = new CfnTransitGateway(this, 'TransitGateway', {
      amazonSideAsn: props.amazonSideAsn,
      // without a route table an attachment leads nowhere, so that accepting it gives nothing away
      autoAcceptSharedAttachments: 'enable',
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      dnsSupport: 'enable',
      vpnEcmpSupport: 'disable',
    });
    acknowledge(gateway, 'Without a route table, which the hub gives to whom it connects by name, an accepted attachment leads nowhere', 'CT.EC2.PR.6');
    this.transitGatewayId = gateway.ref;
    this.sharedTable = new CfnTransitGatewayRouteTable(this, 'Shared', { transitGatewayId: gateway.ref });
    if (props.sharedWith && props.sharedWith.length > 0) this.share(props.sharedWith);
  }

  /** The table of what is shared, which leads to every spoke. @internal */
  get _sharedTableId(): string {
    return this.sharedTable.ref;
  }

  /** @internal */
  get _inspection(): NetworkInspection | undefined {
    return this.inspection;
  }

  /** What is connected without an inspection. @internal */
  get _direct(): string[] {
    return this.domains.flatMap((domain) => domain._direct);
  }

  /** @internal */
  _inspect(inspection: NetworkInspection): void {
    this.inspection = inspection;
    for (const { id, attachmentId } of this.shared) inspection._reach(id, attachmentId);
    for (const domain of this.domains) inspection._lead(domain, domain.routeTableId);
  }

  /** @internal */
  _add(domain: IsolationDomain): void {
    if (this.inspection) this.inspection._lead(domain, domain.routeTableId);
    else for (const { id, attachmentId } of this.shared) domain._reach(id, attachmentId);
    this.domains.push(domain);
  }

  /**
   * Connects a network that every domain reaches, and that reaches every spoke: that of the shared endpoints.
   * @param id the construct id
   * @param attachmentId `tgw-attach-…`
   */
  connectShared(id: string, attachmentId: string): void {
    ValidationError.throwIfAny(this, hubIdProblems('attachmentId', 'attachment', attachmentId));
    associate(this, id, this.sharedTable.ref, attachmentId);
    if (this.inspection) this.inspection._reach(id, attachmentId);
    else for (const domain of this.domains) domain._reach(id, attachmentId);
    this.shared.push({ id, attachmentId });
  }

  private share(principals: string[]): void {
    new CfnResourceShare(this, 'Share', {
      name: Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }),
      allowExternalPrincipals: false,
      principals,
      resourceArns: [`arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:transit-gateway/${this.transitGatewayId}`],
    });
  }
}
