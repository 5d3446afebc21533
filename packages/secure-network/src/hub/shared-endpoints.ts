import { Aws, Names, Stack, Token } from 'aws-cdk-lib';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { CfnProfile, CfnProfileResourceAssociation } from 'aws-cdk-lib/aws-route53profiles';
import { Construct } from 'constructs';
import { isWithin } from '../private/addresses/ipv4-block';
import { type EndpointHost, endpointHostOf } from '../private/hub/endpoint-host';
import { peerBlockProblems, sharedWithProblems } from '../private/hub/hub-problems';
import { profileTrustProblems } from '../private/hub/profile-trust';
import { type Problem, ValidationError } from '../private/validation-error';
import type { IWorkloadNetwork } from '../workload-network';
import type { NetworkHub } from './network-hub';
import { SpokeAttachment } from './spoke-attachment';

/** Props of shared endpoints. */
export interface SharedEndpointsProps {
  /** The hub by which they are reached. */
  readonly hub: NetworkHub;
  /**
   * The network whose interface endpoints are shared, in the hub's account, with the spokes' blocks as `endpointClients`. A `SecureNetwork` has the tiers `SubnetTier.ENDPOINT` and
   * `SubnetTier.TRANSIT`, and a perimeter that trusts the spokes' accounts. An `AdoptedNetwork` has its `interfaceEndpointIds`, the subnets in which these stand and their
   * `routeTableIds`, and `allowTransit`; whom the policies of its endpoints trust is not known here, see to it that they trust the spokes' accounts.
   */
  readonly network: IWorkloadNetwork;
  /** The blocks of the spokes' workloads, in CIDR notation: the supernets of the address plan, and its supernets for workloads where it has any. */
  readonly spokes: string[];
  /**
   * Who may resolve their names by the profile: account ids, or ARNs of organisational units or of the organisation. The network's perimeter trusts all of them.
   * @default - this account only
   */
  readonly sharedWith?: string[];
}

/**
 * One set of interface endpoints for the networks of many accounts. A Route 53 profile carries the services' private names to every VPC that it is associated with
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html), the hub the packets. Spokes keep gateway endpoints of their own,
 * for these are free and cannot be shared.
 * @example
 * const hub = new NetworkHub(this, 'Hub', { sharedWith: ['111111111111'] });
 * const network = new SecureNetwork(this, 'Network', {
 *   availabilityZones: ['eu-west-1a', 'eu-west-1b'], addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT],
 *   endpointClients: ['10.64.0.0/12'], perimeter: new DataPerimeter({ trustedAccounts: ['111111111111'] }),
 * });
 * const endpoints = new SharedEndpoints(this, 'Endpoints', { hub, network, spokes: ['10.64.0.0/12'], sharedWith: ['111111111111'] });
 */
export class SharedEndpoints extends Construct {
  /** The id of the profile, which spokes associate with their VPC: `rp-…`. */
  readonly profileId: string;

  constructor(scope: Construct, id: string, props: SharedEndpointsProps) {
    super(scope, id);
    const { hub, network, spokes, sharedWith = [] } = props;
    const host = endpointHostOf(network);
    ValidationError.throwIfAny(this, [
      ...peerBlockProblems('spokes', spokes), ...sharedWithProblems(sharedWith), ...(host ? hostProblems(host, spokes) : [NO_ENDPOINTS]),
      ...(host?.perimeter ? profileTrustProblems(sharedWith, host.perimeter, Stack.of(network.vpc).account) : []),
    ]);
    const { endpointIds, endpointSubnets, transitSubnets } = host!;
    const profile = new CfnProfile(this, 'Profile', { name: this.nameOf('endpoints') });
    this.profileId = profile.attrId;
    for (const [name, endpointId] of endpointIds) {
      new CfnProfileResourceAssociation(this, name, {
        name: this.nameOf(name), profileId: profile.attrId, resourceArn: `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:vpc-endpoint/${endpointId}`,
      });
    }
    if (sharedWith.length > 0) new CfnResourceShare(this, 'Share', { name: this.nameOf('profile'), allowExternalPrincipals: false, principals: sharedWith, resourceArns: [profile.attrArn] });
    const attachment = new SpokeAttachment(this, 'Attachment', { network, transitGatewayId: hub.transitGatewayId, destinations: spokes, transitSubnets, routedSubnets: endpointSubnets });
    hub.connectShared('Endpoints', attachment.attachmentId);
  }

  /** Names are required here: letters, digits and hyphens, 64 at most. */
  private nameOf(part: string): string {
    return `${Names.uniqueResourceName(this, { maxLength: 63 - part.length, separator: '-' })}-${part}`;
  }
}

const NO_ENDPOINTS: Problem = {
  prop: 'network', value: 'a network of whose interface endpoints nothing is known', rule: 'its endpoints are what is shared',
  remedy: 'Give a SecureNetwork, or an AdoptedNetwork with interfaceEndpointIds',
};

function hostProblems({ missingTiers, clients }: EndpointHost, spokes: readonly string[]): Problem[] {
  // a client that only the deployment knows may be any of them
  const unknown = clients.some((client) => Token.isUnresolved(client)) ? [] : spokes.filter((spoke) => !Token.isUnresolved(spoke) && !clients.some((client) => isWithin(spoke, client)));
  return [
    ...(missingTiers.length > 0 ? [{ prop: 'network', value: missingTiers, rule: 'it has subnets for its endpoints and for its attachment', remedy: 'Add SubnetTier.ENDPOINT and SubnetTier.TRANSIT to its tiers' }] : []),
    ...(unknown.length > 0 ? [{ prop: 'spokes', value: unknown, rule: 'whom the hub leads to the endpoints, their security group lets in', remedy: 'Name them, or blocks around them, in the network\'s endpointClients' }] : []),
  ];
}
