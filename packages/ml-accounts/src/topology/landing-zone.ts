/** What accounts have from the enterprise's landing zone, under the same name in each unless it is said by purpose: it is adopted and not made anew. */
export interface LandingZone {
  /**
   * The qualifier with which the accounts are bootstrapped (https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html): 1 to 10 lower-case letters and digits.
   * @default - the CDK's own
   */
  readonly bootstrapQualifier?: string;
  /**
   * The SSM parameters that tell of each account's network, by what their names begin with: `/landing-zone/network`. A landing zone's accounts with a network have `vpc-id`,
   * `subnet-ids`, `security-group-ids` and `availability-zones` below it, as many subnets as the topology has zones.
   * @default - networks are made, but where `networkPaths` has one
   */
  readonly networkPath?: string;
  /**
   * The same by purpose, where accounts have it under names of their own, or some of them have a network and others not: `{ dev: '/landing-zone/444444444444/network' }`.
   * @default - `networkPath` for each
   */
  readonly networkPaths?: { [purpose: string]: string };
  /**
   * The name of a customer-managed policy that limits what teams may do, without a path.
   * @default - each team gets a boundary of its own
   */
  readonly permissionsBoundary?: string;
  /**
   * Names of Identity Center's permission sets by persona: `data-scientist`. Whoever was assigned one takes the persona's role.
   * @default - principals of the account that may assume roles
   */
  readonly permissionSets?: { [persona: string]: string };
}
