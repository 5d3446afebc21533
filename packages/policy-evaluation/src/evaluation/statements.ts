import { failedCondition, hasVariables, type FailedCondition } from './conditions';
import { literally, matchesPattern, matchesResource } from './pattern';
import type { Policy, Statement } from './policy-document';
import { contextOf, type AccessRequest, type ContextValues } from './request';
import { substitute } from './variables';

/** A statement that speaks of a request's action and resource, and the policy it stands in. */
export interface Match {
  readonly policy: Policy;
  readonly statement: Statement;
  /** The condition because of which the statement does not apply. */
  readonly failed?: FailedCondition;
}

/** The statements of policies that speak of the request's action and resource; principals are the caller's matter. */
export function speaking(policies: readonly Policy[], request: AccessRequest, effect: Statement['Effect']): Match[] {
  const values = contextOf(request);
  return policies.flatMap((policy) => policy.statements
    .filter((statement) => statement.Effect === effect && speaksOfAction(statement, request.action) && speaksOfResource(statement, policy, request.resource, values))
    .map((statement) => ({ policy, statement, failed: failedCondition(statement, policy, values) })));
}

function speaksOfAction({ Action, NotAction }: Statement, action: string): boolean {
  const any = (patterns: string | readonly string[]) => [patterns].flat().some((pattern) => matchesPattern(pattern, action, true));
  return Action !== undefined ? any(Action) : NotAction !== undefined && !any(NotAction);
}

function speaksOfResource({ Resource, NotResource }: Statement, policy: Policy, resource: string, values: ContextValues): boolean {
  const any = (patterns: string | readonly string[]) => [patterns].flat().some((pattern) => {
    const substituted = hasVariables(policy) ? substitute(pattern, values, literally) : pattern;
    return substituted !== undefined && matchesResource(substituted, resource);
  });
  if (Resource !== undefined) return any(Resource);
  // trust policies have no Resource element: they speak of the role they stand on
  return NotResource === undefined || !any(NotResource);
}
