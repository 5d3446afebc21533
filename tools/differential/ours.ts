import { evaluate, explain, type Decision, type Explanation, type PolicySet, readPolicy } from '../../packages/policy-evaluation/src';
import type { Case, Document, Documents } from './case';

/** The documents, read. */
export function policiesOf({ identity = [], boundary, session, resource, serviceControl, resourceControl, endpoint, ...rest }: Documents): PolicySet {
  const all = (kind: string, documents: readonly Document[]) => documents.map((document, index) => readPolicy(`${kind} ${index + 1}`, document));
  const levels = (kind: string, documents: readonly (readonly Document[])[] | undefined) => documents?.map((level, index) => all(`${kind} of level ${index + 1},`, level));
  return {
    ...rest,
    identity: all('identity policy', identity),
    boundary: boundary && readPolicy('boundary', boundary),
    session: session && [readPolicy('session policy', session)],
    resource: resource && readPolicy('resource policy', resource),
    serviceControl: levels('service control policy', serviceControl),
    resourceControl: levels('resource control policy', resourceControl),
    endpoint: endpoint && [readPolicy('endpoint policy', endpoint)],
  };
}

export const decide = ({ request, documents }: Case): Decision => evaluate(request, policiesOf(documents));
export const explained = ({ request, documents }: Case): Explanation => explain(request, policiesOf(documents));
