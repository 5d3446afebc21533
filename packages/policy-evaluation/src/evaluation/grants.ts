import type { Asked } from './asked';
import type { ContextValues } from './context-values';
import { namesGrantee, type NamesPrincipal, type Naming } from './principals';

/** A grant on a KMS key, as `kms:ListGrants` tells it (https://docs.aws.amazon.com/kms/latest/developerguide/grants.html). */
export interface KeyGrant {
  /** By which decisions speak of it: its id or name. */
  readonly name: string;
  /** The ARN of a user, role, session or account's root, or a service's name. */
  readonly granteePrincipal: string;
  /** Without their service: `Decrypt`, `GenerateDataKey`. */
  readonly operations: readonly string[];
  /** What the request's encryption context must be. @default - anything */
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  /** What the request's encryption context must have. @default - anything */
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
}

/** A grant that lets a request through, and how it names the principal. */
export interface Granted {
  readonly grant: KeyGrant;
  readonly naming: Naming;
}

/** Operations that have no encryption context, so that constraints do not bind them (https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html). */
const WITHOUT_CONTEXT = ['describekey', 'retiregrant', 'creategrant', 'getpublickey', 'sign', 'verify', 'generatemac', 'verifymac', 'derivesharedsecret'];
const CONTEXT = 'kms:encryptioncontext:';

const grantees = new WeakMap<KeyGrant, NamesPrincipal>();

/** The grants that allow a request. Grants never deny. */
export function grantsFor(grants: readonly KeyGrant[], { request: { principal }, action, values, hasBoundary }: Asked): Granted[] {
  return grants.flatMap((grant) => {
    if (!grant.operations.some((operation) => `kms:${operation.toLowerCase()}` === action) || !isMet(grant, action, values)) return [];
    const naming = granteeOf(grant)(principal, hasBoundary);
    return naming ? [{ grant, naming }] : [];
  });
}

/** Keys are compared without regard to case, values with it. */
function isMet({ encryptionContextEquals: equals, encryptionContextSubset: subset }: KeyGrant, action: string, values: ContextValues): boolean {
  if ((!equals && !subset) || WITHOUT_CONTEXT.includes(action.slice('kms:'.length))) return true;
  const has = ([key, value]: [string, string]) => values.get(`${CONTEXT}${key.toLowerCase()}`)?.[0] === value;
  return (!equals || (Object.keys(equals).length === values.count(CONTEXT) && Object.entries(equals).every(has))) && (!subset || Object.entries(subset).every(has));
}

function granteeOf(grant: KeyGrant): NamesPrincipal {
  const known = grantees.get(grant) ?? namesGrantee(grant.granteePrincipal);
  grantees.set(grant, known);
  return known;
}
