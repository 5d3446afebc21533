import type { Policy, Statement } from '@mlops-foundation/policy-evaluation';

/** Keys that are known of every request: those that follow from the principal, and those that the gateway sets. What only calls by services have is known not to be there. */
const KNOWN = /^aws:(principal\w+(\/.*)?|resource(account|orgid|orgpaths)|requestedregion|securetransport|currenttime|epochtime|viaawsservice|calledvia\w*|source(account|arn|orgid|orgpaths)|username|federatedprovider)$/i;
/** Those that are read from a request to S3. */
const KNOWN_TO_S3 = /^s3:(prefix|delimiter|max-keys|x-amz-server-side-encryption|x-amz-server-side-encryption-aws-kms-key-id|x-amz-acl|x-amz-content-sha256)$/i;

type Part = 'action' | 's3';

const parts: Readonly<Record<Part, WeakMap<Policy, Policy>>> = { action: new WeakMap(), s3: new WeakMap() };

/**
 * What an organization's policy says of a request that goes to the emulator, of which not all is known: a Deny that asks for more than is known denies nothing, an
 * Allow allows whatever it might allow. Statements keep their places.
 * @param part `action` where the action and nothing else is known, `s3` where the resource is known too
 */
export function decidablePart(policy: Policy, part: Part): Policy {
  const known = parts[part].get(policy) ?? { ...policy, statements: policy.statements.map((statement) => (statement.Effect === 'Deny' ? ofDeny(statement, part) : ofAllow(statement, part))) };
  parts[part].set(policy, known);
  return known;
}

function ofDeny(statement: Statement, part: Part): Statement {
  const { Resource, Condition = {} } = statement;
  const isForAll = part === 's3' || [Resource ?? []].flat().includes('*');
  if (isForAll && Object.values(Condition).every((keys) => Object.keys(keys).every((key) => isKnown(key, part)))) return statement;
  const { NotAction: _, NotResource: __, Condition: ___, ...rest } = statement;
  return { ...rest, Action: 'local-cloud:Nothing', Resource: '*' };
}

function ofAllow(statement: Statement, part: Part): Statement {
  const { Condition, NotResource: _, ...rest } = statement;
  const known = Object.entries(Condition ?? {}).map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).filter(([key]) => isKnown(key, part)))] as const);
  const kept = known.filter(([, keys]) => Object.keys(keys).length > 0);
  return { ...(part === 's3' ? { ...rest, NotResource: statement.NotResource } : { ...rest, Resource: '*' }), ...(kept.length > 0 ? { Condition: Object.fromEntries(kept) } : {}) };
}

const isKnown = (key: string, part: Part) => KNOWN.test(key) || (part === 's3' && KNOWN_TO_S3.test(key));
