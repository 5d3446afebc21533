import type { Finding } from '../../../report/report';
import type { Scene } from '../scene';

/** Finds nothing: a network that a stack adopts (secure-network's `AdoptedNetwork`) and that is not among what was read is listed as not decided, lest its silence passes for a proof. */
export function adoptedNetworks({ items }: Scene): Finding[] {
  for (const check of items.of('Custom::NetworkCheck')) items.named(check, 'VpcId');
  return [];
}
