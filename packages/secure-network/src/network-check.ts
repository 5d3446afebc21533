/**
 * What happens when an adopted network is not as it should be.
 * @example
 * new AdoptedNetwork(this, 'Network', {
 *   vpcId: 'vpc-0123456789abcdef0',
 *   availabilityZones: ['eu-west-1a', 'eu-west-1b'],
 *   subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
 *   workloadSecurityGroupId: 'sg-0123456789abcdef0',
 *   check: NetworkCheck.WARN,
 * });
 */
export class NetworkCheck {
  /** The deployment fails, with the list of what is wrong. */
  static readonly FAIL = new NetworkCheck('fail');
  /** The deployment goes on; what is wrong is in the network's `findings`, and in the log of the function that looked. */
  static readonly WARN = new NetworkCheck('warn');
  /** Nothing is looked at, and no function is deployed. */
  static readonly OFF = new NetworkCheck('off');

  private constructor(
    /** What the choice is called. */
    readonly name: string,
  ) {}
}
