import { type Policy } from '@mlops-foundation/policy-evaluation';
import type { Principal } from '../assembly/graph/policy-graph';
import { type Access, type Changes } from './access';
import { allowing } from './allowing';
import { exemplar, type Possibility, possible } from './possible';

/**
 * Whether a principal may do something to some resource, of its own making for instance: a new function, a new role. The resource's name is one that the policies' patterns allow.
 * @param generic the ARN that stands where a policy says `*`
 * @param context what the request holds
 */
export function possibleSomewhere(access: Access, principal: Principal, action: string, generic: string, changes: Changes = {}, context: Readonly<Record<string, string>> = {}): Possibility | undefined {
  const names = changes.raised ? [generic] : namesFor([...principal.identity, ...(changes.further ?? [])], action, generic);
  const bounded = principal.boundary && !changes.unbounded ? namesFor([principal.boundary], action, generic) : [];
  for (const resource of new Set([...names, ...bounded])) {
    // what stands already is not created again
    if (/:Create(Role|User)$/.test(action) && access.graph.principal(resource)) continue;
    const found = possible(access, principal, { action, resource, context }, changes);
    if (found) return found;
  }
  return undefined;
}

function namesFor(policies: readonly Policy[], action: string, generic: string): string[] {
  return policies.flatMap((policy) => allowing(policy, action)).flatMap(({ Resource }) => (Resource === undefined ? [generic] : [Resource].flat().map((pattern) => (pattern === '*' ? generic : like(pattern, generic)))));
}

/** An ARN that a pattern matches, in the account and region of another where the pattern leaves them open. */
function like(pattern: string, generic: string): string {
  const at = generic.split(':');
  const parts = pattern.split(':');
  return parts.map((part, index) => (index < 5 && /^[*?]+$/.test(part) ? at[index] : exemplar(part))).join(':');
}
