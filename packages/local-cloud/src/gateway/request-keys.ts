import { type ApiRequest, type Authorization, authorizationsOf, RequestParameterError, UnknownOperationError, UnknownServiceError } from '@mlops-foundation/policy-evaluation';
import type { AccessRequest } from '../services/service';

/**
 * What an operation asks for, with the condition keys that its request sets for each action (`aws:RequestTag/…`, `sagemaker:InstanceTypes`): those of policy-evaluation, over the
 * operation's own, which are of what the request does not tell: defaults, and the things that are there.
 */
export function withRequestKeys(asked: readonly AccessRequest[], request: ApiRequest): AccessRequest[] {
  const needed = neededBy(request) ?? [];
  return asked.map((access) => {
    // where it is asked the gateway says
    const { 'aws:RequestedRegion': _, ...keys } = needed.find(({ action }) => action === access.action)?.context ?? {};
    return { ...access, context: { ...access.context, ...keys } };
  });
}

/** What policy-evaluation knows that a request needs, as far as its parameters can be read: the rest is for whoever answers it to refuse. Undefined where it knows the operation not. */
export function neededBy(request: ApiRequest): readonly Authorization[] | undefined {
  try {
    return authorizationsOf(request);
  } catch (error) {
    if (error instanceof RequestParameterError) return error.told;
    if (error instanceof UnknownOperationError || error instanceof UnknownServiceError) return undefined;
    throw error;
  }
}
