import type { Answer, Layer, Match } from './answers';
import { type AccessRequest, isSameAccount } from './request';

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The kind of policy that decided; for an implicit denial the one that did not allow. */
  readonly layer: Layer;
  readonly decidedBy: DecidedBy;
  /** One sentence a person can act on. A denial is worded as AWS words it (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html), the statement behind it. */
  readonly reason: string;
}

export interface DecidedBy {
  /** The policy or grant that decided; for an implicit denial the kind of policy that did not allow. */
  readonly policy: string;
  /** Its ARN, if its reader was given it. */
  readonly arn?: string;
  /** The statement's Sid, or `statement 2`; none for an implicit denial, a grant, and root. */
  readonly statement?: string;
  /** Where it stands among the policy's statements, from 0. */
  readonly index?: number;
  /** `Statement[1]`, behind the file and the path that the policy was read from, if its reader was given them. */
  readonly place?: string;
}

/** A decision with what every layer said that was asked. */
export interface Explanation extends Decision {
  /** In the order in which IAM asks. */
  readonly trace: readonly LayerTrace[];
}

export interface LayerTrace {
  readonly layer: Layer;
  /** Of an organization's policies: from the root down, the root being 1. */
  readonly level?: number;
  /** The names of the policies or grants that were asked. */
  readonly policies: readonly string[];
  readonly said: 'allow' | 'deny' | 'nothing';
  /** The statement that said so; where nothing was said, one that would allow but for a condition. */
  readonly by?: DecidedBy;
  /** Why that statement does not apply. */
  readonly missing?: string;
}

/** AWS's words for an explicit denial by a layer, and for an implicit one. */
const WORDS: Readonly<Record<Layer, readonly [article: string, kind: string]>> = {
  resourceControl: ['a', 'resource control policy'],
  serviceControl: ['a', 'service control policy'],
  endpoint: ['a', 'VPC endpoint policy'],
  grant: ['a', 'grant'],
  resource: ['a', 'resource-based policy'],
  trust: ['the', 'role trust policy'],
  key: ['a', 'resource-based policy'],
  root: ['an', 'identity-based policy'],
  identity: ['an', 'identity-based policy'],
  boundary: ['a', 'permissions boundary'],
  session: ['a', 'session policy'],
};

export function allowed({ layer }: Answer, match: Match): Decision {
  const decidedBy = decider(match);
  return { decision: 'allowed', layer, decidedBy, reason: `${named(match)} allows it` };
}

export function explicitDeny(request: AccessRequest, { layer }: Answer, match: Match): Decision {
  const decidedBy = decider(match);
  return { decision: 'explicitDeny', layer, decidedBy, reason: `${subject(request)} with an explicit deny in ${WORDS[layer].join(' ')}${toldArn(request, match)} (${named(match)} denies it)` };
}

export function implicitDeny(request: AccessRequest, answer: Answer): Decision {
  const { layer, level, policies, near } = answer;
  const [, kind] = WORDS[layer];
  const asked = policies.length === 0 ? 'there is none' : `asked: ${policies.map(({ name }) => name).join(', ')}`;
  const ofLevel = level === undefined ? '' : ` of level ${level}`;
  const reason = `${subject(request)} because no ${kind} allows the ${request.action} action (${near ? `${named(near)} would, but for ${missing(near)}` : `${asked}${ofLevel}`})`;
  return { decision: 'implicitDeny', layer, decidedBy: { policy: `${kind}${ofLevel}` }, reason };
}

export function traceOf({ layer, level, policies, deny, allow, near }: Answer): LayerTrace {
  const said = deny ? 'deny' : allow ? 'allow' : 'nothing';
  const by = deny ?? allow ?? near;
  return { layer, ...(level === undefined ? {} : { level }), policies: policies.map(({ name }) => name), said, ...(by ? { by: decider(by) } : {}), ...(by?.failed ? { missing: missing(by) } : {}) };
}

function decider({ policy, statement }: Match): DecidedBy {
  if (!statement) return { policy };
  const { index, policy: { arn, source } } = statement;
  const within = `Statement[${index}]`;
  return { policy, ...(arn ? { arn } : {}), statement: nameOf(statement), index, place: source ? `${source.file} ${source.path}.${within}` : within };
}

/**
 * The ARN of the policy that denies, which AWS tells within an account and within an organization
 * (https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns).
 */
function toldArn(request: AccessRequest, { statement }: Match): string {
  const { principal: { organization }, resourceOrganization } = request;
  const isTold = isSameAccount(request) || (organization !== undefined && organization.id === resourceOrganization?.id);
  return isTold && statement?.policy.arn ? `: ${statement.policy.arn}` : '';
}

/** `statement Read of bucket policy of data at cdk.out/…` */
function named({ policy, statement }: Match): string {
  if (!statement) return policy;
  const { source } = statement.policy;
  return `${nameOf(statement)} of ${policy}${source ? ` at ${source.file} ${source.path}.Statement[${statement.index}]` : ''}`;
}

function nameOf({ index, policy: { statements } }: NonNullable<Match['statement']>): string {
  return `statement ${statements[index].Sid ?? index + 1}`;
}

function missing({ failed }: Match): string {
  const given = failed?.given === undefined ? 'the request has no such key' : `the request has ${failed.given.join(', ')}`;
  return `${failed?.operator} ${failed?.key} ${failed?.wanted.join(', ')}: ${given}`;
}

const subject = ({ principal, action, resource }: AccessRequest) => `User: ${principal.service ?? principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
