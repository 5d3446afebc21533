import type { Case } from './case';

/** Parts without which a document would be malformed, or another. */
const KEPT = ['Version', 'Statement', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'resourcePolicyIsRequired', 'resource', 'AWS', 'Service', 'Federated', 'name', 'granteePrincipal', 'operations'];

/** The smallest case that can be had by leaving parts of the documents and of the context out, one at a time, while it still differs. */
export async function shrink(asked: Case, differs: (one: Case) => Promise<boolean>): Promise<Case> {
  for (const smaller of smallerThan(asked)) if (await differs(smaller)) return shrink(smaller, differs);
  return asked;
}

function* smallerThan(asked: Case): Generator<Case> {
  for (const documents of partsLess(asked.documents)) yield { ...asked, documents: documents as Case['documents'] };
  for (const context of partsLess(asked.request.context ?? {})) yield { ...asked, request: { ...asked.request, context: context as Record<string, string> } };
}

/** A value with one of its parts left out, at any depth. A list keeps its last part. */
function* partsLess(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    if (isList && value.length > 1) yield Object.values(rest);
    if (!isList && !KEPT.includes(key)) yield rest;
    for (const less of partsLess(part)) yield isList ? Object.assign([...value], { [key]: less }) : { ...value, [key]: less };
  }
}
