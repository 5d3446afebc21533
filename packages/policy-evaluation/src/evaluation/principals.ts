import type { PrincipalElement, Statement } from './policy-document';
import type { RequestPrincipal } from './request';

/**
 * How directly a resource policy's statement names a principal
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html):
 * `self` by the session's or user's own ARN, `role` by its role, `everyone` by `*`, `account` by its account, which only delegates to the account's own policies.
 */
export type Naming = 'self' | 'role' | 'everyone' | 'account' | 'service';

/** @param hasBoundary a Deny with NotPrincipal hits every principal that has a permissions boundary */
export function namingOf(statement: Statement, principal: RequestPrincipal, hasBoundary: boolean): Naming | undefined {
  if (statement.NotPrincipal !== undefined) return !hasBoundary && isExcepted(statement.NotPrincipal, principal) ? undefined : 'everyone';
  return statement.Principal === undefined ? undefined : named(statement.Principal, principal);
}

function named(element: PrincipalElement, principal: RequestPrincipal): Naming | undefined {
  if (element === '*') return 'everyone';
  const names = list(element, 'AWS');
  if (principal.service) return list(element, 'Service').includes(principal.service) ? 'service' : names.includes('*') ? 'everyone' : undefined;
  if (!isRootArn(principal.arn) && names.includes(principal.arn)) return 'self';
  if (principal.roleArn && names.includes(principal.roleArn)) return 'role';
  if (names.includes('*')) return 'everyone';
  return namesAccount(names, principal) ? 'account' : undefined;
}

/**
 * A principal is excepted when its account and, unless it is the account itself, its user, role or session are named
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
 */
function isExcepted(element: PrincipalElement, principal: RequestPrincipal): boolean {
  if (element === '*') return true;
  if (principal.service) return list(element, 'Service').includes(principal.service);
  const names = list(element, 'AWS');
  const itself = isRootArn(principal.arn) || names.includes(principal.arn) || (principal.roleArn !== undefined && names.includes(principal.roleArn));
  return names.includes('*') || (itself && namesAccount(names, principal));
}

const list = (element: Exclude<PrincipalElement, '*'>, kind: 'AWS' | 'Service'): string[] => [element[kind] ?? []].flat();
const isRootArn = (arn: string) => /^arn:[^:]*:iam::\d{12}:root$/.test(arn);
const namesAccount = (names: readonly string[], { account }: RequestPrincipal) => names.some((name) => name === account || (isRootArn(name) && name.split(':')[4] === account));
