import { problemsOfTexts, textsIn } from './texts';
import { isUnresolved } from './unresolved';

/** What a policy is attached to. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'resource' | 'trust' | 'key' | 'serviceControl' | 'resourceControl' | 'endpoint';

const KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
/** Policies of principals: whom they are for is told by what they are attached to. */
const OF_PRINCIPALS: readonly (PolicyKind | undefined)[] = ['identity', 'boundary', 'session', 'serviceControl'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function problemsOfPrincipals(at: string, given: Record<string, unknown>, kind: PolicyKind | undefined): string[] {
  const present = ['Principal', 'NotPrincipal'].filter((element) => given[element] !== undefined);
  return [
    ...present.flatMap((element) => problemsOfElement(`${at}.${element}`, given[element])),
    ...(given.NotPrincipal !== undefined && given.Effect === 'Allow' ? [`${at}.NotPrincipal stands with Effect Allow: it is for Deny only`] : []),
    ...problemsOfKind(at, given, kind, present),
  ];
}

function problemsOfElement(at: string, value: unknown): string[] {
  if (value === '*' || isUnresolved(value)) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is ${JSON.stringify(value)}: it must be "*" or an object such as {"AWS": "arn:…"}`];
  return Object.entries(value).flatMap(([kind, names]) => [
    ...(KINDS.includes(kind) || isUnresolved(kind) ? [] : [`${at}.${kind} is no kind of principal: there are ${KINDS.join(', ')}`]),
    ...problemsOfTexts(`${at}.${kind}`, names),
    ...textsIn(names).filter((name) => name !== '*' && /[*?]/.test(name)).map((name) => `${at}.${kind} holds "${name}": a wildcard cannot stand for a part of a name, only * for everyone`),
  ]);
}

/**
 * Who needs an element and who must not have it: the grammar's notes (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html), and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html.
 */
function problemsOfKind(at: string, given: Record<string, unknown>, kind: PolicyKind | undefined, present: readonly string[]): string[] {
  if (kind === undefined) return [];
  return [...problemsOfItsResource(at, given, kind), ...problemsOfItsPrincipal(at, given, kind, present)];
}

function problemsOfItsResource(at: string, { Resource, NotResource, NotPrincipal }: Record<string, unknown>, kind: PolicyKind): string[] {
  const hasResource = Resource !== undefined || NotResource !== undefined;
  if (kind === 'trust') {
    return [
      ...(hasResource ? [`${at} has a resource: a trust policy speaks of the role that it stands on`] : []),
      ...(NotPrincipal !== undefined ? [`${at}.NotPrincipal stands in a trust policy: name the principals that it trusts`] : []),
    ];
  }
  // some resources' policies speak of the resource alone, as those of repositories in ECR do
  return hasResource || kind === 'resource' ? [] : [`${at} has neither Resource nor NotResource: name what it speaks of`];
}

function problemsOfItsPrincipal(at: string, { Principal }: Record<string, unknown>, kind: PolicyKind, present: readonly string[]): string[] {
  if (OF_PRINCIPALS.includes(kind)) return present.map((element) => `${at}.${element} stands in a policy of a principal: only policies of resources name principals`);
  if (kind === 'resourceControl') return Principal === '*' ? [] : [`${at}.Principal is ${JSON.stringify(Principal)}: a resource control policy speaks of everyone, "*"`];
  return present.length > 0 ? [] : [`${at} has neither Principal nor NotPrincipal: name whom it speaks of`];
}
