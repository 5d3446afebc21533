import { matchesPattern, type Policy, type Statement } from '@mlops-foundation/policy-evaluation';

/** Statements of a policy that allow an action on something. */
export function allowing({ statements }: Policy, action: string): Statement[] {
  const any = (patterns: string | readonly string[]) => [patterns].flat().some((pattern) => matchesPattern(pattern, action, true));
  return statements.filter(({ Effect, Action, NotAction }) => Effect === 'Allow' && (Action === undefined ? NotAction !== undefined && !any(NotAction) : any(Action)));
}
