import { type Answer, answerOf, answerOfGrants, answerOfResource, isAsDirect, type Match, ROOT } from './answers';
import { Asked } from './asked';
import { allowed, type Decision, explicitDeny, type Explanation, implicitDeny, traceOf } from './decision';
import type { KeyGrant } from './grants';
import type { Policy } from './policy-document';
import { type AccessRequest, hasNoAccount, isRootArn, isSameAccount, isServiceLinkedRole } from './request';
import { obeysResourceControl } from './resource-control';

/** The policies that have a say in a request. */
export interface PolicySet {
  /** Identity policies of the user or role, managed and inline; for a session of GetFederationToken those of the user who called it. */
  readonly identity: readonly Policy[];
  /** The permissions boundary: a limit, never a grant. @default - none */
  readonly boundary?: Policy;
  /**
   * Session policies given at AssumeRole: a limit, one of them must allow. A session of GetFederationToken without any may do nothing by its user's policies
   * (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html).
   * @default - none
   */
  readonly session?: readonly Policy[];
  /** The resource's own policy. @default - none */
  readonly resource?: Policy;
  /**
   * Service control policies of the principal's account, one list for each level from the root down: each level must allow. They bind neither service
   * principals nor service-linked roles (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html).
   * @default - none
   */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /**
   * Resource control policies of the resource's account, one list for each level from the root down. They bind everyone but service-linked roles, in the
   * services that have them (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html). `RCPFullAWSAccess`, which every level
   * has and none can lose, need not be given: what counts is whether one denies.
   * @default - none
   */
  readonly resourceControl?: readonly (readonly Policy[])[];
  /** The organization's management account: neither do service control policies bind its principals nor resource control policies its resources. @default - another one */
  readonly managementAccount?: string;
  /** Policies of the VPC endpoint that the request passes: one must allow (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html). @default - it passes none */
  readonly endpoint?: readonly Policy[];
  /** Grants on the KMS key that is asked for. @default - none */
  readonly keyGrants?: readonly KeyGrant[];
  /**
   * Whether the resource's policy must allow even within the account: role trust policies and KMS key policies. Where it names the account only, it
   * delegates to the account's identity policies (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html).
   * @default - it need not
   */
  readonly resourcePolicyIsRequired?: 'trust' | 'key';
}

/** What each kind of policy says, in the order in which IAM asks. */
interface Answers {
  readonly resourceControl: readonly Answer[];
  readonly serviceControl: readonly Answer[];
  readonly endpoint: readonly Answer[];
  readonly grants?: Answer;
  readonly resource: Answer;
  readonly identity: Answer;
  readonly boundary?: Answer;
  readonly session?: Answer;
}

/**
 * Decides a request as IAM does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html).
 * @throws PolicyDocumentError when a policy is none
 */
export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  return decide(request, policies, ask(request, policies));
}

/** Decides as `evaluate` does, and tells what each layer said. */
export function explain(request: AccessRequest, policies: PolicySet): Explanation {
  const answers = ask(request, policies);
  return { ...decide(request, policies, answers), trace: inOrder(answers).map(traceOf) };
}

function ask(request: AccessRequest, policies: PolicySet): Answers {
  const { principal } = request;
  const { identity, boundary, session, resource, serviceControl = [], resourceControl = [], endpoint, keyGrants, managementAccount, resourcePolicyIsRequired } = policies;
  const asked = new Asked(request, boundary !== undefined);
  const isControlled = !hasNoAccount(principal) && principal.account !== managementAccount && !isServiceLinkedRole(principal.roleArn);
  const own = answerOf('identity', hasNoAccount(principal) ? [] : identity, asked);
  const isRoot = isRootArn(principal.userArn ?? principal.arn);
  const isFederatedUser = principal.userArn !== undefined;
  return {
    resourceControl: resourceControl.length > 0 && obeysResourceControl(request, managementAccount) ? resourceControl.map((level, index) => answerOfResource('resourceControl', level, asked, index + 1)) : [],
    serviceControl: isControlled ? serviceControl.map((level, index) => answerOf('serviceControl', level, asked, index + 1)) : [],
    endpoint: endpoint ? [answerOfResource('endpoint', endpoint, asked)] : [],
    grants: keyGrants && answerOfGrants(keyGrants, asked),
    resource: answerOfResource(resourcePolicyIsRequired ?? 'resource', resource ? [resource] : [], asked),
    identity: isRoot && !own.deny ? ROOT : own,
    boundary: boundary && !hasNoAccount(principal) ? answerOf('boundary', [boundary], asked) : undefined,
    session: (session && session.length > 0) || isFederatedUser ? answerOf('session', session ?? [], asked) : undefined,
  };
}

function inOrder({ resourceControl, serviceControl, endpoint, grants, resource, identity, boundary, session }: Answers): Answer[] {
  return [...resourceControl, ...serviceControl, ...endpoint, grants, resource, identity, boundary, session].filter((answer) => answer !== undefined);
}

function decide(request: AccessRequest, policies: PolicySet, answers: Answers): Decision {
  for (const answer of inOrder(answers)) if (answer.deny) return explicitDeny(request, answer, answer.deny);
  for (const answer of [...answers.serviceControl, ...answers.endpoint]) if (!answer.allow) return implicitDeny(request, answer);
  return permit(request, policies, answers);
}

function permit(request: AccessRequest, { resourcePolicyIsRequired }: PolicySet, { grants, resource, identity, boundary, session }: Answers): Decision {
  const isSame = isSameAccount(request);
  const granting = mostDirect(resource, grants);
  const naming = granting.allow?.naming;
  const asResource = () => allowed(granting, granting.allow as Match);
  // services, people of identity providers and nobody have no policies of their own
  if (hasNoAccount(request.principal)) return granting.allow ? asResource() : implicitDeny(request, resource);
  // what a resource's policy grants to the session or user itself, or to everyone, is bounded by nothing in the account
  if (isSame && (naming === 'self' || naming === 'everyone')) return asResource();
  if ((resourcePolicyIsRequired || !isSame) && !granting.allow) return implicitDeny(request, resource);
  if (!identity.allow && !(isSame && naming === 'role')) return implicitDeny(request, identity);
  for (const limit of [boundary, session]) if (limit && !limit.allow) return implicitDeny(request, limit);
  return identity.allow && isSame && !resourcePolicyIsRequired ? allowed(identity, identity.allow) : asResource();
}

/** A grant counts as the key's policy does, which it stands beside. */
function mostDirect(resource: Answer, grants: Answer | undefined): Answer {
  if (!grants?.allow) return resource;
  return resource.allow && isAsDirect(resource.allow, grants.allow) ? resource : grants;
}
