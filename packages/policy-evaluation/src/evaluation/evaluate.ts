import { statementName, type Policy } from './policy-document';
import { namingOf, type Naming } from './principals';
import { contextOf, type AccessRequest } from './request';
import { matching, type Match } from './statements';

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
  /** Service control policies, one list for each level from the root down: each level must allow. @default - none */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /**
   * Whether the resource's policy must allow even within the account: role trust policies and KMS key policies.
   * `key`: identity policies count only where the key policy names the account
   * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html). @default - it need not
   */
  readonly resourcePolicyIsRequired?: 'trust' | 'key';
}

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The policy and statement that decided; for an implicit denial the policy type that did not allow. */
  readonly decidedBy: string;
  /** One sentence a person can act on. */
  readonly reason: string;
}

/**
 * Decides a request as IAM does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 */
export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  return denied(request, policies) ?? limited(request, policies) ?? granted(request, policies);
}

function matches(request: AccessRequest, policies: readonly Policy[], effect: 'Allow' | 'Deny'): Match[] {
  return matching(policies, request, contextOf(request)).filter(({ statement }) => statement.Effect === effect);
}

/** Statements of the resource policy that speak of the principal, and how they name it. */
function resourceMatches(request: AccessRequest, policy: Policy | undefined, effect: 'Allow' | 'Deny'): (Match & { naming: Naming })[] {
  return matches(request, policy ? [policy] : [], effect).flatMap((match) => {
    const naming = namingOf(match.statement, request.principal);
    return naming ? [{ ...match, naming }] : [];
  });
}

function denied(request: AccessRequest, policies: PolicySet): Decision | undefined {
  const { boundary, session = [], serviceControl = [] } = policies;
  const all = [...serviceControl.flat(), ...policies.identity, ...(boundary ? [boundary] : []), ...session];
  const [deny] = [...matches(request, all, 'Deny'), ...resourceMatches(request, policies.resource, 'Deny')];
  return deny && { decision: 'explicitDeny', decidedBy: nameOf(deny), reason: `${subject(request)} with an explicit deny in ${nameOf(deny)}` };
}

/** Service control policies, boundary and session policies each must allow; a boundary and session policies bind no service and no root. */
function limited(request: AccessRequest, policies: PolicySet): Decision | undefined {
  const { boundary, session } = policies;
  for (const [index, level] of (policies.serviceControl ?? []).entries()) {
    if (matches(request, level, 'Allow').length === 0) return implicit(request, `service control policies of level ${index + 1}`);
  }
  const bypasses = resourceMatches(request, policies.resource, 'Allow').some(({ naming }) => naming === 'session') && isSameAccount(request);
  if (boundary && !bypasses && matches(request, [boundary], 'Allow').length === 0) return implicit(request, boundary.name);
  if (session && session.length > 0 && !bypasses && matches(request, session, 'Allow').length === 0) return implicit(request, 'session policies');
  return undefined;
}

function granted(request: AccessRequest, policies: PolicySet): Decision {
  const identity = isRoot(request) ? rootMatch() : matches(request, policies.identity, 'Allow')[0];
  const resource = resourceMatches(request, policies.resource, 'Allow');
  if (request.principal.service) return resource[0] ? allowed(resource[0]) : implicit(request, policies.resource?.name ?? 'resource-based policy');
  if (policies.resourcePolicyIsRequired === 'trust' || policies.resourcePolicyIsRequired === 'key') return withRequiredResource(request, policies, identity, resource);
  if (!isSameAccount(request)) return acrossAccounts(request, policies, identity, resource);
  const direct = resource.find(({ naming }) => naming !== 'account');
  if (identity) return allowed(identity);
  if (direct) return allowed(direct);
  return implicit(request, 'identity-based policy');
}

function acrossAccounts(request: AccessRequest, policies: PolicySet, identity: Match | undefined, resource: Match[]): Decision {
  if (!identity) return implicit(request, 'identity-based policy');
  if (!resource[0]) return implicit(request, policies.resource?.name ?? 'resource-based policy');
  return allowed(resource[0]);
}

function withRequiredResource(request: AccessRequest, policies: PolicySet, identity: Match | undefined, resource: (Match & { naming: Naming })[]): Decision {
  if (!resource[0]) return implicit(request, policies.resource?.name ?? 'resource-based policy');
  const direct = resource.find(({ naming }) => naming !== 'account');
  if (direct && isSameAccount(request)) return allowed(direct);
  return identity ? allowed(direct ?? resource[0]) : implicit(request, 'identity-based policy');
}

const isRoot = ({ principal }: AccessRequest) => principal.arn.endsWith(':root');
const isSameAccount = ({ principal, resourceAccount }: AccessRequest) => resourceAccount === undefined || resourceAccount === principal.account;
const rootMatch = (): Match => ({ policy: { name: 'the account\'s root', statements: [] }, statement: { Sid: 'Root', Effect: 'Allow' } });
const nameOf = ({ policy, statement }: Match) => `${statementName(statement, policy)} of ${policy.name}`;
const subject = ({ principal, action, resource }: AccessRequest) => `User: ${principal.service ?? principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
const allowed = (match: Match): Decision => ({ decision: 'allowed', decidedBy: nameOf(match), reason: `${nameOf(match)} allows it` });

function implicit(request: AccessRequest, missing: string): Decision {
  return { decision: 'implicitDeny', decidedBy: missing, reason: `${subject(request)} because no ${missing} allows the ${request.action} action` };
}
