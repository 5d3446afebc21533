import { statementName, type Policy } from './policy-document';
import type { AccessRequest } from './request';
import type { Match } from './statements';

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  readonly decidedBy: {
    /** The policy that decided; for an implicit denial the kind of policy that did not allow. */
    readonly policy: string;
    /** The statement's Sid, or `statement 2`; none for an implicit denial. */
    readonly statement?: string;
  };
  /** One sentence a person can act on. */
  readonly reason: string;
}

export function decided({ policy, statement }: Match): Decision {
  const name = statementName(statement, policy);
  return { decision: 'allowed', decidedBy: { policy: policy.name, statement: name }, reason: `${name} of ${policy.name} allows it` };
}

export function denial(request: AccessRequest, { policy, statement }: Match): Decision {
  const name = statementName(statement, policy);
  return { decision: 'explicitDeny', decidedBy: { policy: policy.name, statement: name }, reason: `${subject(request)} with an explicit deny in ${name} of ${policy.name}` };
}

/**
 * @param kind what did not allow, in AWS's words: `identity-based policy`
 * @param policies those of that kind
 * @param spoken their statements that would allow but for a condition
 */
export function implicit(request: AccessRequest, kind: string, policies: readonly Policy[], spoken: readonly Match[]): Decision {
  const asked = policies.length === 0 ? 'there is none' : `asked: ${policies.map(({ name }) => name).join(', ')}`;
  const near = spoken.find(({ failed }) => failed !== undefined);
  const reason = `${subject(request)} because no ${kind} allows the ${request.action} action (${near ? nearMiss(near) : asked})`;
  return { decision: 'implicitDeny', decidedBy: { policy: kind }, reason };
}

function nearMiss({ policy, statement, failed }: Match): string {
  const given = failed?.given === undefined ? 'the request has no such key' : `the request has ${failed.given.join(', ')}`;
  return `${statementName(statement, policy)} of ${policy.name} would, but for ${failed?.operator} ${failed?.key} ${failed?.wanted.join(', ')}: ${given}`;
}

const subject = ({ principal, action, resource }: AccessRequest) => `User: ${principal.service ?? principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
