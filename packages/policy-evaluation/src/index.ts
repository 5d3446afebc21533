export { evaluate, type Decision, type PolicySet } from './evaluation/evaluate';
export { PolicyDocumentError, readPolicy, type Policy, type Statement } from './evaluation/policy-document';
export { matchesArn, matchesPattern } from './evaluation/pattern';
export type { AccessRequest, RequestContext, RequestPrincipal } from './evaluation/request';
