import type { Policy } from '@mlops-foundation/policy-evaluation';
import type { Documents } from './documents';
import type { Place, Principal } from './policy-graph';
import { awsManaged } from './aws-managed';

/** A principal whose managed policies are still names. */
export interface Draft extends Omit<Principal, 'identity' | 'attached' | 'boundary'> {
  readonly inline: Policy[];
  readonly managed: string[];
}

/** A managed policy of a customer, by its ARN. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly policy: Policy;
  readonly place: Place;
}

/** Puts the policies behind the names; a name behind which none is known is listed. */
export function finish(draft: Draft, managed: ReadonlyMap<string, ManagedPolicy>, documents: Documents): Principal {
  const { inline, managed: names, ...rest } = draft;
  const behind = (arn: string, what: string): Policy | undefined => {
    const policy = managed.get(arn)?.policy ?? awsManaged(arn);
    if (!policy) documents.note(draft.place, `${what} ${arn}`, 'the policy is not among what was read');
    return policy;
  };
  return {
    ...rest,
    identity: [...inline, ...[...new Set(names)].flatMap((arn) => behind(arn, 'managed policy') ?? [])],
    attached: names.flatMap((arn) => { const known = managed.get(arn); return known ? [{ arn, name: known.policy.name }] : []; }),
    // a boundary that is not known allows nothing that a proof could rest on, and forbids nothing either: it is listed
    boundary: draft.boundaryArn === undefined ? undefined : behind(draft.boundaryArn, 'permissions boundary'),
  };
}
