import type { Endpoint } from './endpoints';
import type { Item, Items } from './items';
import type { Vpc } from './topology';

/** The interface endpoints of other networks whose names a Route 53 profile carries to a VPC (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html). */
export function sharedByProfile(items: Items, vpc: Vpc, endpoints: readonly Endpoint[]): Endpoint[] {
  const profiles = items.of('AWS::Route53Profiles::ProfileAssociation').filter((one) => items.find(one.text('ResourceId'), one) === vpc.item).flatMap((one) => items.named(one, 'ProfileId') ?? []);
  const carried = items.of('AWS::Route53Profiles::ProfileResourceAssociation').filter((one) => profiles.includes(items.find(one.text('ProfileId'), one) as Item)).map((one) => endpointOf(items, one));
  return endpoints.filter((endpoint) => endpoint.vpc !== vpc && endpoint.kind === 'Interface' && carried.includes(endpoint.item));
}

/** The ARN's endpoint; where the ARN's partition is open, the endpoint of the stack that the expression refers to. */
function endpointOf(items: Items, association: Item): Item | undefined {
  const { 'Fn::Join': join } = (association.resource.Properties?.ResourceArn ?? {}) as { 'Fn::Join'?: readonly [string, readonly unknown[]] };
  const last = join ? association.deployed.evaluation.value(join[1].at(-1)) : association.text('ResourceArn');
  return typeof last === 'string' ? items.find(last.split('/').at(-1), association) : undefined;
}
