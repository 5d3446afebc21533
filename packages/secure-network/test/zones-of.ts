import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Zones of the region that a scope is in, or of any where that is not known. */
export function zonesOf(scope: Construct, count = 2): string[] {
  const { region } = Stack.of(scope);
  return ['a', 'b', 'c'].slice(0, count).map((letter) => `${Token.isUnresolved(region) ? 'eu-west-1' : region}${letter}`);
}
