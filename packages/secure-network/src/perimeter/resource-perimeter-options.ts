import type { IRole } from 'aws-cdk-lib/aws-iam';

/** What a perimeter denies at a resource, besides strangers. */
export interface ResourcePerimeterOptions {
  /**
   * Accounts outside of the perimeter that this one resource is for: a partner's, or AWS's own where a service comes with credentials of an account, as load balancers
   * do in older regions (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
   * @default - none
   */
  readonly otherAccounts?: string[];
  /**
   * Roles that work in networks: whatever they ask for must come from one of the VPCs, endpoints or addresses below, or from a service that passes their request on.
   * People's roles do not belong here, for consoles, browsers and presigned URLs come from anywhere; nor do roles that a service assumes to work by itself outside of a
   * VPC, such as those of pipelines, nor whoever must be able to mend the resource's policy.
   * @default - nobody's network matters
   */
  readonly networkRoles?: IRole[];
  /**
   * The VPCs that those roles may come from, through an endpoint there.
   * @default - none
   */
  readonly vpcIds?: string[];
  /**
   * The VPC endpoints that they may come through, in whatever VPC.
   * @default - none
   */
  readonly vpcEndpointIds?: string[];
  /**
   * The public addresses that they may come from, in CIDR notation: those of a NAT gateway or an office.
   * @default - none
   */
  readonly addresses?: string[];
}
