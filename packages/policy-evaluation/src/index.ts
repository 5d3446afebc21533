export type { Decision } from './evaluation/decision';
export { evaluate, type PolicySet } from './evaluation/evaluate';
export { PolicyDocumentError, readPolicy, type Policy, type Statement } from './evaluation/policy-document';
export { matchesArn, matchesPattern } from './evaluation/pattern';
export type { AccessRequest, RequestContext, RequestPrincipal } from './evaluation/request';
