import type { Stack } from 'aws-cdk-lib';

/**
 * `Vpc` asks its stack for zones even when it is given them, and a stack that knows its environment then has the CLI look them up in AWS. While
 * `build` runs the stack answers with the given ones, so that synthesis needs neither credentials nor a context file.
 */
export function withGivenZones<T>(stack: Stack, zones: readonly string[], build: () => T): T {
  const own = Object.getOwnPropertyDescriptor(stack, 'availabilityZones');
  Object.defineProperty(stack, 'availabilityZones', { configurable: true, get: () => [...zones] });
  try {
    return build();
  } finally {
    delete (stack as { availabilityZones?: unknown }).availabilityZones;
    if (own) Object.defineProperty(stack, 'availabilityZones', own);
  }
}
