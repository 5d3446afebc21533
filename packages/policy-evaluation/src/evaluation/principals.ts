import type { PrincipalElement, Statement } from './policy-document';
import { isRootArn, type RequestPrincipal } from './request';

/**
 * How directly a resource policy's statement names a principal
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html):
 * `self` by the session's or user's own ARN, `role` by the role or the user behind a session, `everyone` by `*`, `service` and `federated` by the name of
 * an AWS service or of an identity provider, `account` by its account, which only delegates to the account's own policies.
 */
export type Naming = 'self' | 'everyone' | 'service' | 'federated' | 'role' | 'account';

/** Whether a statement names a principal. @param hasBoundary a Deny with NotPrincipal hits every principal that has a permissions boundary */
export type NamesPrincipal = (principal: RequestPrincipal, hasBoundary: boolean) => Naming | undefined;

/** Reads whom a statement names. A Deny that names nobody is no less a Deny: it hits everyone; an Allow that names nobody allows nobody. */
export function readPrincipal({ Effect, Principal, NotPrincipal }: Statement): NamesPrincipal {
  if (NotPrincipal !== undefined) {
    const excepted = exceptions(names(NotPrincipal));
    return (principal, hasBoundary) => (!hasBoundary && excepted(principal) ? undefined : 'everyone');
  }
  if (Principal === undefined) return () => (Effect === 'Deny' ? 'everyone' : undefined);
  return named(names(Principal));
}

/** What a grant's grantee is to a principal: an ARN is read as in a policy's `Principal: {"AWS": …}`, a service by its name. */
export function namesGrantee(grantee: string): NamesPrincipal {
  return named(names(grantee.includes(':') || /^\d{12}$/.test(grantee) ? { AWS: grantee } : { Service: grantee }));
}

interface Names {
  readonly everyone: boolean;
  readonly AWS: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly Service: ReadonlySet<string>;
  readonly Federated: ReadonlySet<string>;
  readonly CanonicalUser: ReadonlySet<string>;
}

function names(element: PrincipalElement): Names {
  const of = (kind: string) => new Set(element === '*' ? [] : [element[kind] ?? []].flat());
  const AWS = of('AWS');
  const accounts = [...AWS].flatMap((name) => (/^\d{12}$/.test(name) ? [name] : isRootArn(name) ? [name.split(':')[4]] : []));
  return { everyone: element === '*' || AWS.has('*'), AWS, accounts: new Set(accounts), Service: of('Service'), Federated: of('Federated'), CanonicalUser: of('CanonicalUser') };
}

function named({ everyone, AWS, accounts, Service, Federated, CanonicalUser }: Names): NamesPrincipal {
  return (principal) => {
    const { arn, account, roleArn, userArn, service, federated, canonicalUser } = principal;
    if (service !== undefined && Service.has(service)) return 'service';
    if (account !== '' && AWS.has(arn) && !isRootArn(arn)) return 'self';
    if (everyone) return 'everyone';
    if (account === '') return federated !== undefined && Federated.has(federated) ? 'federated' : undefined;
    if ((roleArn !== undefined && AWS.has(roleArn)) || (userArn !== undefined && !isRootArn(userArn) && AWS.has(userArn))) return 'role';
    if (federated !== undefined && Federated.has(federated)) return 'role';
    return accounts.has(account) || (canonicalUser !== undefined && CanonicalUser.has(canonicalUser)) ? 'account' : undefined;
  };
}

/**
 * A principal is excepted when its account and, unless it is the account itself, its user, role or session are named
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
 */
function exceptions({ everyone, AWS, accounts, Service, Federated, CanonicalUser }: Names): (principal: RequestPrincipal) => boolean {
  return ({ arn, account, roleArn, userArn, service, federated, canonicalUser }) => {
    if (everyone) return true;
    if (service !== undefined) return Service.has(service);
    if (account === '') return federated !== undefined && Federated.has(federated);
    if (canonicalUser !== undefined && CanonicalUser.has(canonicalUser)) return true;
    const itself = isRootArn(arn) || [arn, roleArn, userArn].some((name) => name !== undefined && AWS.has(name));
    return itself && accounts.has(account);
  };
}
