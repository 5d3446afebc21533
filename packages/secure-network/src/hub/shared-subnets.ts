import { Names, Stack } from 'aws-cdk-lib';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { Construct } from 'constructs';
import { sharedSubnetProblems } from '../private/hub/shared-subnet-problems';
import { ValidationError } from '../private/validation-error';
import { SecureNetwork } from '../secure-network';
import { SubnetTier } from '../subnet-tier';
import type { IWorkloadNetwork } from '../workload-network';
import { SHARED_SUBNET_SERVICES, type SharedSubnetService } from './shared-subnet-services';

/** Props of shared subnets. */
export interface SharedSubnetsProps {
  /**
   * The network, in the account of its owner. The perimeter of a `SecureNetwork` trusts those with whom its subnets are shared, for they use its endpoints. Of an `AdoptedNetwork` its own
   * `subnets` are shared, and nothing else changes: see to it that its endpoints' policies trust them, and that their security groups let these subnets in on port 443.
   */
  readonly network: IWorkloadNetwork;
  /**
   * Who may place resources in the subnets: 12-digit account ids, or ARNs of organisational units or of the organisation. At least one, and nobody outside of the organisation
   * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-prerequisites.html).
   */
  readonly sharedWith: string[];
  /**
   * Whose subnets are shared. Those for egress, inspection and transit are the owner's alone. A network that was adopted has SubnetTier.ISOLATED only.
   * @default [SubnetTier.ISOLATED]
   */
  readonly tiers?: SubnetTier[];
}

/**
 * Subnets of a network in which other accounts of the organisation place resources of their own. The network stays its owner's: participants make network interfaces, security groups and flow
 * logs of their interfaces, and neither subnets, routes, network ACLs, endpoints, NAT gateways, peerings nor attachments to a transit gateway
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html). They see the routes and network ACLs of the subnets, and not the owner's endpoints
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html): adopt the network with `NetworkCheck.WARN`.
 *
 * Participants have no wall between them but their security groups: share with accounts of one team, and give teams networks of their own. The endpoints' security group lets the
 * shared subnets in on 443, whatever groups participants make.
 * @example
 * const network = new SecureNetwork(this, 'Network', {
 *   availabilityZones: ['eu-west-1a', 'eu-west-1b'], perimeter: new DataPerimeter({ trustedAccounts: ['111111111111'] }),
 * });
 * new SharedSubnets(this, 'Shared', { network, sharedWith: ['111111111111'] });
 */
export class SharedSubnets extends Construct {
  /** Which services of the foundation AWS lists for shared subnets, and which not. */
  static readonly SERVICES: SharedSubnetService[] = [...SHARED_SUBNET_SERVICES];

  /** The ids of the subnets that are shared, tier by tier, in the order of the zones. */
  readonly subnetIds: string[];

  constructor(scope: Construct, id: string, props: SharedSubnetsProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, sharedSubnetProblems(props));
    const { network, sharedWith, tiers = [SubnetTier.ISOLATED] } = props;
    const selections = network instanceof SecureNetwork ? [...new Set(tiers)].map((tier) => ({ subnetGroupName: tier })) : [network.subnets];
    const subnets = selections.flatMap((selection) => network.vpc.selectSubnets(selection).subnets);
    this.subnetIds = subnets.map(({ subnetId }) => subnetId);
    new CfnResourceShare(this, 'Share', {
      name: Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }), allowExternalPrincipals: false, principals: sharedWith,
      resourceArns: this.subnetIds.map((subnetId) => Stack.of(this).formatArn({ service: 'ec2', resource: 'subnet', resourceName: subnetId })),
    });
    if (!(network instanceof SecureNetwork)) return;
    for (const { ipv4CidrBlock } of subnets) network.endpointSecurityGroup.addIngressRule(Peer.ipv4(ipv4CidrBlock), Port.tcp(443), 'Participants of shared subnets');
  }
}
