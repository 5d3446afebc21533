import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { ValidationError } from '../validation-error';

/** The route tables of subnets, each once: subnets of a network that there was may share one, and may have been adopted without. */
export function routeTablesOf(scope: IConstruct, subnets: readonly ISubnet[]): string[] {
  const without = subnets.filter(({ routeTable }) => !routeTable.routeTableId).map(({ subnetId }) => subnetId);
  ValidationError.throwIfAny(scope, without.length === 0 ? [] : [
    { prop: 'network', value: without, rule: 'the route tables of its subnets are known: routes to the hub are added to them', remedy: 'Adopt it by its ids, with routeTableIds' },
  ]);
  return [...new Set(subnets.map(({ routeTable }) => routeTable.routeTableId))];
}
