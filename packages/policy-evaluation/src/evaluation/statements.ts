import { conditionsHold } from './conditions';
import { matchesPattern } from './pattern';
import type { Policy, Statement } from './policy-document';
import type { AccessRequest } from './request';
import { substitute } from './variables';

/** A statement that speaks of a request, and the policy it stands in. */
export interface Match {
  readonly policy: Policy;
  readonly statement: Statement;
}

/** The statements of policies that speak of the request's action, resource and conditions; principals are the caller's matter. */
export function matching(policies: readonly Policy[], request: AccessRequest, values: ReadonlyMap<string, readonly string[]>): Match[] {
  return policies.flatMap((policy) => policy.statements
    .filter((statement) => speaksOfAction(statement, request.action) && speaksOfResource(statement, request.resource, values) && conditionsHold(statement, values))
    .map((statement) => ({ policy, statement })));
}

function speaksOfAction({ Action, NotAction }: Statement, action: string): boolean {
  const any = (patterns: string | readonly string[]) => [patterns].flat().some((pattern) => matchesPattern(pattern, action, true));
  return Action !== undefined ? any(Action) : NotAction !== undefined && !any(NotAction);
}

function speaksOfResource({ Resource, NotResource }: Statement, resource: string, values: ReadonlyMap<string, readonly string[]>): boolean {
  const any = (patterns: string | readonly string[]) => [patterns].flat().some((pattern) => {
    const substituted = substitute(pattern, values);
    return substituted !== undefined && matchesPattern(substituted, resource);
  });
  if (Resource !== undefined) return any(Resource);
  // trust policies have no Resource element: they speak of the role they stand on
  return NotResource === undefined || !any(NotResource);
}
