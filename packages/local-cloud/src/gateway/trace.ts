import type { DecidedBy, Layer } from '@mlops-foundation/policy-evaluation';

/** Who asked what of whom, and which policy decided. A trace holds names and numbers, and no credentials. */
export interface TraceEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The ARN of a user, session or root; the name of a service. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The kind of policy that decided; of an implicit denial the one that did not allow. */
  readonly layer: Layer;
  readonly by: DecidedBy;
  /** Of an implicit denial: a statement that would allow it but for a condition, and the condition. */
  readonly nearly?: DecidedBy & { readonly missing: string };
}

/** Takes note of decisions. */
export interface TraceSink {
  record(entry: TraceEntry): void;
}

const KINDS: Readonly<Record<Layer, string>> = {
  resourceControl: 'resource control policy', serviceControl: 'service control policy', endpoint: 'VPC endpoint policy', grant: 'grant', resource: 'resource-based policy', trust: 'role trust policy',
  key: 'key policy', root: 'account\'s root', identity: 'identity-based policy', boundary: 'permissions boundary', session: 'session policy',
};

/** `permissions boundary, explicitly` */
export function decidingLayer({ layer, decision }: Pick<TraceEntry, 'layer' | 'decision'>): string {
  return `${KINDS[layer]}${decision === 'explicitDeny' ? ', explicitly' : decision === 'implicitDeny' ? ', which does not allow it' : ''}`;
}

/** An entry in a line: `2026-11-26T15:00:00.000Z denied arn:… sagemaker:UpdateModelPackage arn:… by a permissions boundary, explicitly: statement NeverApprove of …`. */
export function traceLine(entry: TraceEntry): string {
  const { at, principal, action, resource, decision, by, nearly } = entry;
  const almost = nearly ? ` (${placed(nearly)} would, but for ${nearly.missing})` : '';
  return `${at} ${decision === 'allowed' ? 'allowed' : 'denied '} ${principal} ${action} ${resource} by ${decidingLayer(entry)}: ${placed(by)}${almost}`;
}

function placed({ policy, statement, place }: DecidedBy): string {
  return statement ? `${statement} of ${policy}${place ? ` at ${place}` : ''}` : policy;
}
