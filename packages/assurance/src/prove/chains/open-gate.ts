import type { Policy } from '@mlops-foundation/policy-evaluation';
import { allowing } from '../allowing';
import { exemplar } from '../possible';

/**
 * The ARNs that a gate may have, of whose name the template leaves parts open (`*`): those that somebody's policies name, as whoever may answer one of them may be the one who answers this.
 * @param policies the ones that may allow the answer
 */
export function gatesLike(gate: string, action: string, policies: readonly Policy[]): string[] {
  if (!gate.includes('*')) return [gate];
  const patterns = policies.flatMap((policy) => allowing(policy, action)).flatMap(({ Resource = [] }) => [Resource].flat());
  return [...new Set([exemplar(gate), ...patterns.map((pattern) => filled(gate, pattern))])];
}

/** A gate's ARN, with the parts that are open as a pattern has them at the same place. */
function filled(gate: string, pattern: string): string {
  const parts = pattern.split(/[:/]/);
  let place = 0;
  return gate.replace(/[^:/]+|[:/]/g, (part) => {
    if (part === ':' || part === '/') {
      place++;
      return part;
    }
    return part === '*' ? exemplar(parts[place] ?? '*') : part;
  });
}
