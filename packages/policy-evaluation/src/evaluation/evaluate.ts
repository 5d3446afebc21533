import { decided, denial, implicit, type Decision } from './decision';
import type { Policy } from './policy-document';
import { namingOf, type Naming } from './principals';
import { isRoot, isSameAccount, type AccessRequest } from './request';
import { speaking, type Match } from './statements';

/** The policies that have a say in a request. */
export interface PolicySet {
  /** Identity policies of the user or role, managed and inline. */
  readonly identity: readonly Policy[];
  /** The permissions boundary: a limit, never a grant. @default - none */
  readonly boundary?: Policy;
  /** Session policies given at AssumeRole: a limit. @default - none */
  readonly session?: readonly Policy[];
  /** The resource's own policy. @default - none */
  readonly resource?: Policy;
  /** Service control policies, one list for each level from the root down: each level must allow. They bind no service principal. @default - none */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /**
   * Whether the resource's policy must allow even within the account: role trust policies and KMS key policies. Where it names the account only, it
   * delegates to the account's identity policies (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html).
   * @default - it need not
   */
  readonly resourcePolicyIsRequired?: 'trust' | 'key';
}

interface Grant extends Match {
  readonly naming: Naming;
}

/**
 * Decides a request as IAM does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 */
export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  return denied(request, policies) ?? limited(request, policies) ?? granted(request, policies);
}

function denied(request: AccessRequest, policies: PolicySet): Decision | undefined {
  const { boundary, session = [], serviceControl = [] } = policies;
  const all = [...serviceControl.flat(), ...policies.identity, ...(boundary ? [boundary] : []), ...session];
  const [deny] = [...applying(speaking(all, request, 'Deny')), ...applying(resourceGrants(request, policies, 'Deny'))];
  return deny && denial(request, deny);
}

/** Service control policies, boundary and session policies each must allow. */
function limited(request: AccessRequest, policies: PolicySet): Decision | undefined {
  if (request.principal.service) return undefined;
  const { boundary, session = [], serviceControl = [] } = policies;
  const limits: [string, readonly Policy[]][] = serviceControl.map((level, index) => [`service control policy of level ${index + 1}`, level]);
  // what a resource's policy grants to the session or user itself is bounded by neither: "resource-based policies" in the evaluation logic above
  const itself = isSameAccount(request) && applying(resourceGrants(request, policies, 'Allow')).some(({ naming }) => naming === 'self');
  if (boundary && !itself) limits.push(['permissions boundary', [boundary]]);
  if (session.length > 0 && !itself) limits.push(['session policy', session]);
  for (const [kind, limit] of limits) {
    const spoken = speaking(limit, request, 'Allow');
    if (applying(spoken).length === 0) return implicit(request, kind, limit, spoken);
  }
  return undefined;
}

function granted(request: AccessRequest, policies: PolicySet): Decision {
  const identity = isRoot(request) ? [ROOT] : speaking(policies.identity, request, 'Allow');
  const resource = resourceGrants(request, policies, 'Allow');
  const [byIdentity] = applying(identity);
  const [byResource] = applying(resource);
  const directly = applying(resource).find(({ naming }) => naming !== 'account');
  const noIdentity = () => implicit(request, 'identity-based policy', policies.identity, identity);
  const noResource = () => implicit(request, 'resource-based policy', policies.resource ? [policies.resource] : [], resource);

  if (request.principal.service) return byResource ? decided(byResource) : noResource();
  if (policies.resourcePolicyIsRequired || !isSameAccount(request)) {
    if (!byResource) return noResource();
    if (directly && isSameAccount(request)) return decided(directly);
    return byIdentity ? decided(directly ?? byResource) : noIdentity();
  }
  if (byIdentity) return decided(byIdentity);
  return directly ? decided(directly) : noIdentity();
}

/** Statements of the resource's policy that speak of the principal too, and how they name it. */
function resourceGrants(request: AccessRequest, { resource, boundary }: PolicySet, effect: 'Allow' | 'Deny'): Grant[] {
  return speaking(resource ? [resource] : [], request, effect).flatMap((match) => {
    const naming = namingOf(match.statement, request.principal, boundary !== undefined);
    return naming ? [{ ...match, naming }] : [];
  });
}

const applying = <T extends Match>(matches: readonly T[]): T[] => matches.filter(({ failed }) => failed === undefined);

/** The account's root needs no identity policy. */
const ROOT: Match = { policy: { name: 'the account\'s root user', statements: [] }, statement: { Sid: 'Root', Effect: 'Allow' } };
