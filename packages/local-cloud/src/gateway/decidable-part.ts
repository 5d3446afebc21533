import type { Policy, Statement } from '@mlops-foundation/policy-evaluation';

/** Keys that are known of every request: those that follow from the principal, and those that the gateway sets. What only calls by services have is known not to be there. */
const KNOWN = /^aws:(principal\w+(\/.*)?|resource(account|orgid|orgpaths)|requestedregion|securetransport|currenttime|epochtime|viaawsservice|calledvia\w*|source(account|arn|orgid|orgpaths)|username|federatedprovider)$/i;
/** Those that are read from a request to S3. */
const KNOWN_TO_S3 = /^s3:(prefix|delimiter|max-keys|x-amz-server-side-encryption|x-amz-server-side-encryption-aws-kms-key-id|x-amz-acl|x-amz-content-sha256)$/i;

/** Those that say with which tags something is to be made: a request has them, or it makes nothing with tags. */
const TAGS = /^aws:(requesttag\/.*|tagkeys)$/i;

/** What is known of a request whose parameters were read. */
export interface Told {
  /** The condition keys that it sets. One of a service that it does not set may have a default. */
  readonly keys: readonly string[];
  /** Whether the resource is known wholly: what the service makes up or looks up itself is not. */
  readonly isExact: boolean;
}

/** `action` where the action and nothing else is known; `s3` where the resource and S3's keys are known too. */
export type Part = 'action' | 's3' | Told;

const parts: Readonly<Record<'action' | 's3', WeakMap<Policy, Policy>>> = { action: new WeakMap(), s3: new WeakMap() };

/**
 * What an organization's policy says of a request that goes to the emulator, of which not all is known: a Deny that asks for more than is known denies nothing, an
 * Allow allows whatever it might allow. Statements keep their places.
 */
export function decidablePart(policy: Policy, part: Part): Policy {
  if (typeof part === 'object') return partOf(policy, part);
  const known = parts[part].get(policy) ?? partOf(policy, part);
  parts[part].set(policy, known);
  return known;
}

const partOf = (policy: Policy, part: Part): Policy => ({ ...policy, statements: policy.statements.map((statement) => (statement.Effect === 'Deny' ? ofDeny(statement, part) : ofAllow(statement, part))) });

function ofDeny(statement: Statement, part: Part): Statement {
  const { Resource, Condition = {} } = statement;
  // what is said of all resources of a kind holds for one of which a part is known, what is said of all others does not
  const isForIt = isWhole(part) || (typeof part === 'object' && statement.NotResource === undefined) || [Resource ?? []].flat().includes('*');
  if (isForIt && Object.values(Condition).every((keys) => Object.keys(keys).every((key) => isKnown(key, part)))) return statement;
  const { NotAction: _, NotResource: __, Condition: ___, ...rest } = statement;
  return { ...rest, Action: 'local-cloud:Nothing', Resource: '*' };
}

function ofAllow(statement: Statement, part: Part): Statement {
  const { Condition, NotResource: _, ...rest } = statement;
  const known = Object.entries(Condition ?? {}).map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).filter(([key]) => isKnown(key, part)))] as const);
  const kept = known.filter(([, keys]) => Object.keys(keys).length > 0);
  return { ...(isWhole(part) ? { ...rest, NotResource: statement.NotResource } : { ...rest, Resource: '*' }), ...(kept.length > 0 ? { Condition: Object.fromEntries(kept) } : {}) };
}

const isWhole = (part: Part) => part === 's3' || (typeof part === 'object' && part.isExact);

function isKnown(key: string, part: Part): boolean {
  if (KNOWN.test(key)) return true;
  if (typeof part === 'string') return part === 's3' && KNOWN_TO_S3.test(key);
  return TAGS.test(key) || part.keys.some((one) => one.toLowerCase() === key.toLowerCase());
}
