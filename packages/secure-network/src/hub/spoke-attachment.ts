import { Names } from 'aws-cdk-lib';
import { CfnRoute, CfnTransitGatewayVpcAttachment, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnProfileAssociation } from 'aws-cdk-lib/aws-route53profiles';
import { Construct } from 'constructs';
import { adoptedSpokeProblems } from '../private/adoption/adopted-spoke-problems';
import { hubIdProblems } from '../private/hub/hub-ids';
import { peerBlockProblems } from '../private/hub/hub-problems';
import { ownBlockProblems } from '../private/addresses/own-blocks';
import { routeTablesOf } from '../private/hub/route-tables';
import { type Problem, ValidationError } from '../private/validation-error';
import { SecureNetwork } from '../secure-network';
import { SubnetTier } from '../subnet-tier';
import type { IWorkloadNetwork } from '../workload-network';

const TRANSIT: SubnetSelection = { subnetGroupName: SubnetTier.TRANSIT };

/** Props of a spoke's attachment. */
export interface SpokeAttachmentProps {
  /** The network. A `SecureNetwork` needs the tier `SubnetTier.TRANSIT`, an `AdoptedNetwork` its `routeTableIds`, `allowTransit`, and `transitSubnets: network.subnets` here. */
  readonly network: IWorkloadNetwork;
  /** The hub's transit gateway, which must be shared with this account: `tgw-…`. */
  readonly transitGatewayId: string;
  /**
   * What is reached by the hub: the block of the shared endpoints' network, in CIDR notation. Private addresses only: others would be a way to the internet. Each is named once, and none lies
   * within the network's own.
   */
  readonly destinations: string[];
  /**
   * Whether the way to the internet leads by the hub too, whose `NetworkInspection` has `allowedDomains`. The network has no egress of its own; its resolver answers for
   * the domains where its `dns` allows them. The network ACL and the workloads' security group of a `SecureNetwork` let HTTP out then, besides HTTPS. A network that was adopted says by `egress: NetworkEgress.inspected(…)` that it may have one.
   * @default false
   */
  readonly internetByHub?: boolean;
  /**
   * The profile by which the names of the shared endpoints are resolved: `rp-…`. A VPC has one at most.
   * @default - none
   */
  readonly profileId?: string;
  /**
   * The subnets of the attachment, one in each zone.
   * @default - those of SubnetTier.TRANSIT
   */
  readonly transitSubnets?: SubnetSelection;
  /**
   * The subnets from which the destinations are reached.
   * @default - the network's own
   */
  readonly routedSubnets?: SubnetSelection;
}

/**
 * Attaches a network to a hub. It leads nowhere until the hub connects the attachment.
 * @example
 * const network = new SecureNetwork(this, 'Network', {
 *   availabilityZones: ['eu-west-1a', 'eu-west-1b'], tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [],
 * });
 * const spoke = new SpokeAttachment(this, 'Hub', { network, transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.64.0.0/20'] });
 */
export class SpokeAttachment extends Construct {
  /** The id that the hub connects: `tgw-attach-…`. */
  readonly attachmentId: string;

  constructor(scope: Construct, id: string, props: SpokeAttachmentProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, spokeProblems(props));
    const { network: { vpc, subnets }, transitGatewayId, transitSubnets = TRANSIT, routedSubnets = subnets } = props;
    const attachment = new CfnTransitGatewayVpcAttachment(this, 'Attachment', {
      vpcId: vpc.vpcId, transitGatewayId, subnetIds: vpc.selectSubnets(transitSubnets).subnetIds, options: { DnsSupport: 'enable', Ipv6Support: 'disable' },
    });
    this.attachmentId = attachment.ref;
    if (props.internetByHub && props.network instanceof SecureNetwork) props.network._goOutByHub();
    const tables = routeTablesOf(this, vpc.selectSubnets(routedSubnets).subnets);
    for (const [index, routeTableId] of tables.entries()) {
      for (const [place, destinationCidrBlock] of [...props.destinations, ...(props.internetByHub ? ['0.0.0.0/0'] : [])].entries()) {
        new CfnRoute(this, `Route${index + 1}-${place + 1}`, { routeTableId, destinationCidrBlock, transitGatewayId }).node.addDependency(attachment);
      }
    }
    if (props.profileId) new CfnProfileAssociation(this, 'Profile', { name: Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }), profileId: props.profileId, resourceId: vpc.vpcId });
  }
}

function spokeProblems({ network, destinations, internetByHub = false, transitGatewayId, profileId, transitSubnets = TRANSIT, routedSubnets = network.subnets }: SpokeAttachmentProps): Problem[] {
  const { vpc } = network;
  return [
    ...hubIdProblems('transitGatewayId', 'transitGateway', transitGatewayId),
    ...hubIdProblems('profileId', 'profile', profileId),
    ...peerBlockProblems('destinations', destinations),
    ...ownBlockProblems('destinations', network, destinations),
    ...(destinations.length > 0 ? [] : [{ prop: 'destinations', value: destinations, rule: 'something is reached by the hub', remedy: 'Give the block of the shared endpoints\' network' }]),
    ...(internetByHub && vpc.publicSubnets.length > 0 ? [{ prop: 'internetByHub', value: true, rule: 'a network has one way to the internet', remedy: 'Make the network without an egress of its own' }] : []),
    ...adoptedSpokeProblems(network, internetByHub),
    ...subnetProblems('transitSubnets', vpc, transitSubnets, 'Add SubnetTier.TRANSIT to the tiers of a SecureNetwork, or name the subnets of a network that you have'),
    ...subnetProblems('routedSubnets', vpc, routedSubnets, 'Name subnets that the network has'),
  ];
}

/** What aws-cdk says of a selection that there is nothing for, as a problem among the others. */
function subnetProblems(prop: string, vpc: IVpc, selection: SubnetSelection, remedy: string): Problem[] {
  try {
    return vpc.selectSubnets(selection).subnets.length > 0 ? [] : [{ prop, value: selection, rule: 'it selects subnets of the network', remedy }];
  } catch (error) {
    return [{ prop, value: selection, rule: `it selects subnets of the network: ${(error as Error).message.replace(/[.\s]+$/, '')}`, remedy }];
  }
}
