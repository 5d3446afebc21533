import type { PrincipalElement, Statement } from './policy-document';
import { matchesPattern } from './pattern';
import type { RequestPrincipal } from './request';

/**
 * How directly a resource policy's statement names a principal
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html):
 * `session` by the session's or user's own ARN, `role` by its role, `everyone` by `*`, `account` by its account, which only delegates to the account's own policies.
 */
export type Naming = 'session' | 'role' | 'everyone' | 'account' | 'service';

export function namingOf(statement: Statement, principal: RequestPrincipal): Naming | undefined {
  if (statement.NotPrincipal !== undefined) return named(statement.NotPrincipal, principal) ? undefined : 'everyone';
  return statement.Principal === undefined ? undefined : named(statement.Principal, principal);
}

function named(element: PrincipalElement, principal: RequestPrincipal): Naming | undefined {
  if (element === '*') return 'everyone';
  if (principal.service) return [element.Service ?? []].flat().includes(principal.service) ? 'service' : starIn(element);
  const names = [element.AWS ?? []].flat();
  if (names.includes(principal.arn)) return principal.arn.endsWith(':root') ? 'account' : 'session';
  if (principal.roleArn && names.includes(principal.roleArn)) return 'role';
  if (names.includes('*')) return 'everyone';
  const isAccount = (name: string) => name === principal.account || matchesPattern(`arn:*:iam::${principal.account}:root`, name);
  return names.some(isAccount) ? 'account' : undefined;
}

const starIn = (element: Exclude<PrincipalElement, '*'>): Naming | undefined => ([element.AWS ?? []].flat().includes('*') ? 'everyone' : undefined);
