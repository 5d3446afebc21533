import { Aws, Stack } from 'aws-cdk-lib';
import { CfnTransitGatewayRouteTable, CfnTransitGatewayVpcAttachment, type IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { NetworkAddresses } from '../address-plan/network-addresses';
import { NetworkDns } from '../dns/network-dns';
import { FlowLogs } from '../logs/flow-logs';
import { DomainFirewall } from '../private/egress/domain-firewall';
import { inspectionProblems } from '../private/hub/inspection-problems';
import { logKey } from '../private/logs/log-key';
import { blocksOf, networkVpc, subnetsOf } from '../private/vpc/network-vpc';
import type { OpenNetwork } from '../private/egress/open-network';
import { TierAcls } from '../private/vpc/tier-acls';
import { associate, drop, lead, propagate } from '../private/hub/transit-routes';
import { ValidationError } from '../private/validation-error';
import { routeInTheMiddle } from '../private/egress/way-out';
import { SubnetTier } from '../subnet-tier';
import type { NetworkHub } from './network-hub';

/** Props of an inspection. */
export interface NetworkInspectionProps {
  /** The hub, to which nothing is connected yet: what is connected before would lead past the firewall. */
  readonly hub: NetworkHub;
  /** Zones of the firewall, by name: `eu-west-1a`. One to four, each once; with one, its loss takes everything down. */
  readonly availabilityZones: string[];
  /** The addresses of the network in which the firewall stands, which overlap nobody's: one block, /16 to /22. */
  readonly addresses: NetworkAddresses;
  /**
   * The blocks of the spokes, in CIDR notation: supernets of the address plan, each larger than any one network. Where the internet is reached, what is of these blocks is
   * dropped on its way from spoke to spoke, except between members of a domain that meet.
   */
  readonly spokes: string[];
  /** The blocks of the networks that the hub shares, in CIDR notation: that of the shared endpoints' network. */
  readonly shared: string[];
  /**
   * The names of what is shared that may be reached, by HTTPS and HTTP: `pypi.corp.example.com`, or `.corp.example.com` for it and all below it. They take the place of AWS's. A `SecureNetwork`
   * lets HTTP out only where its `SpokeAttachment` has `internetByHub`.
   * @default - AWS's: those below `amazonaws.com` (its partition's), `api.aws` and `sagemaker.aws`
   */
  readonly sharedDomains?: string[];
  /**
   * The domains of the internet that spokes may reach, by HTTPS and HTTP: `pypi.org`, or `.pythonhosted.org` for it and all below it. The spokes' `SpokeAttachment`
   * has `internetByHub: true`, and their resolver answers for the domains.
   * @default - none: the network has no way to the internet
   */
  readonly allowedDomains?: string[];
  /**
   * For how many rules the firewall keeps room in each of its lists; each domain takes two. Another number makes other rule groups.
   * @default 1000
   */
  readonly capacity?: number;
  /**
   * Whether the firewall can be deleted only after that was allowed by an update. A stack whose first creation fails cannot take such a firewall away again by itself.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * The key of the log groups. Its policy must let CloudWatch Logs use it.
   * @default - a key of its own, which rotates and outlives the stack
   */
  readonly encryptionKey?: IKey;
  /**
   * Where the records of all traffic go.
   * @default FlowLogs.toLogGroup()
   */
  readonly flowLogs?: FlowLogs;
}

/**
 * A network firewall between the spokes of a hub and what they share, and between them and the internet where one way out is wanted for all
 * (https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-two-zone-igw.html,
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/robust-network-design-control-tower/transit-gateway.html). The tables of the isolation domains lead to it, its own
 * leads on to spokes and to what is shared, and that of what is shared leads back through it. Its attachment is in appliance mode, so that both directions of a connection pass
 * the firewall endpoint of one zone (https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html).
 *
 * What is on no list is dropped and logged. Members of a domain that meet do so past the firewall; other spokes do not reach each other.
 * @example
 * const hub = new NetworkHub(this, 'Hub');
 * new NetworkInspection(this, 'Inspection', {
 *   hub, availabilityZones: ['eu-west-1a', 'eu-west-1b'], addresses: NetworkAddresses.block('10.0.16.0/22'), spokes: ['10.64.0.0/12'], shared: ['10.0.0.0/20'],
 *   allowedDomains: ['pypi.org', '.pythonhosted.org'],
 * });
 * new IsolationDomain(this, 'Teams', { hub }).connect('FraudDev', 'tgw-attach-0123456789abcdef0');
 */
export class NetworkInspection extends Construct {
  /** The network in which the firewall stands. */
  readonly vpc: IVpc;
  /** The attachment to which the domains' tables lead: `tgw-attach-…`. */
  readonly attachmentId: string;
  /** The table of what the firewall let pass: `tgw-rtb-…`. */
  readonly routeTableId: string;
  private readonly destinations: readonly string[];
  private readonly dropped: readonly string[];

  constructor(scope: Construct, id: string, props: NetworkInspectionProps) {
    super(scope, id);
    const { hub, spokes, shared, allowedDomains } = props;
    const tiers = [SubnetTier.TRANSIT, SubnetTier.INSPECTION, ...(allowedDomains ? [SubnetTier.EGRESS] : [])];
    ValidationError.throwIfAny(this, inspectionProblems(props, tiers, Stack.of(this).region));
    const network = this.createNetwork(props, tiers);
    this.vpc = network.vpc;
    const attachment = this.attach(network, hub.transitGatewayId);
    this.attachmentId = attachment.ref;
    this.routeTableId = new CfnTransitGatewayRouteTable(this, 'RouteTable', { transitGatewayId: hub.transitGatewayId }).ref;
    associate(this, 'Association', this.routeTableId, attachment.ref);
    routeInTheMiddle(this, network, this.createFirewall(network, props), { attachment, spokes, shared, hasWayOut: allowedDomains !== undefined });
    for (const [index, block] of spokes.entries()) lead(this, `SharedToSpokes${index + 1}`, hub._sharedTableId, block, attachment.ref);
    this.destinations = [...shared, ...(allowedDomains ? ['0.0.0.0/0'] : [])];
    this.dropped = allowedDomains ? spokes : [];
    hub._inspect(this);
  }

  /** Leads on to a network that the hub shares. @internal */
  _reach(id: string, attachmentId: string): void {
    propagate(this, `Shared${id}`, this.routeTableId, attachmentId);
  }

  /** Leads a domain here, and nowhere from spoke to spoke: what its own members propagate is longer, and counts before. @internal */
  _lead(domain: Construct, routeTableId: string): void {
    for (const [index, block] of this.destinations.entries()) lead(domain, `Inspected${index + 1}`, routeTableId, block, this.attachmentId);
    for (const [index, block] of this.dropped.entries()) drop(domain, `ToSpokes${index + 1}`, routeTableId, block);
  }

  private createNetwork({ availabilityZones, addresses, spokes, shared, encryptionKey = logKey(this, 'LogKey'), flowLogs = FlowLogs.toLogGroup() }: NetworkInspectionProps, tiers: readonly SubnetTier[]): OpenNetwork {
    const { vpc, natGatewayIds } = networkVpc(this, 'Vpc', { availabilityZones, addresses, tiers });
    const blocks = blocksOf(vpc, addresses);
    new TierAcls(this, 'Acls', { vpc, tiers, blocks: [...blocks, ...spokes, ...shared], endpointClients: [] });
    flowLogs._of(this, vpc, encryptionKey);
    // nothing runs here that asks for names, and what comes to run here resolves none but AWS's
    NetworkDns.closed()._of(this, vpc, [], encryptionKey);
    return { vpc, availabilityZones, natGatewayIds, blocks, encryptionKey, subnetsOf: (tier) => subnetsOf(vpc, tier) };
  }

  private attach({ vpc, subnetsOf: of }: OpenNetwork, transitGatewayId: string): CfnTransitGatewayVpcAttachment {
    return new CfnTransitGatewayVpcAttachment(this, 'Attachment', {
      transitGatewayId, vpcId: vpc.vpcId, subnetIds: of(SubnetTier.TRANSIT).map(({ subnetId }) => subnetId), options: { ApplianceModeSupport: 'enable', DnsSupport: 'enable', Ipv6Support: 'disable' },
    });
  }

  private createFirewall(network: OpenNetwork, props: NetworkInspectionProps): DomainFirewall {
    const { spokes, shared, sharedDomains = [`.${Aws.URL_SUFFIX}`, '.api.aws', '.sagemaker.aws'], allowedDomains = [], capacity = 1000, deletionProtection = true } = props;
    return new DomainFirewall(this, 'Firewall', { ...network, blocks: spokes, allowedDomains, capacity, deleteProtection: deletionProtection, shared: { domains: sharedDomains, blocks: shared } });
  }
}
