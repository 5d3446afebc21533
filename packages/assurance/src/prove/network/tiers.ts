import type { Item } from './items';

/** Names of tiers in which no workload runs, in the singular. */
const INFRASTRUCTURE = ['endpoint', 'transit', 'firewall', 'ingress', 'public', 'nat'];

/**
 * Whether a subnet's tags say that no workload runs there: those that aws-cdk gives
 * (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.SubnetType.html).
 */
export function isInfrastructure({ tags }: Item): boolean {
  const name = (tags['aws-cdk:subnet-name'] ?? '').toLowerCase().replace(/s$/, '');
  return tags['aws-cdk:subnet-type'] === 'Public' || INFRASTRUCTURE.includes(name);
}
