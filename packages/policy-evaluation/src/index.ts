export type { Layer } from './evaluation/answers';
export type { DecidedBy, Decision, Explanation, LayerTrace } from './evaluation/decision';
export { evaluate, explain, type PolicySet } from './evaluation/evaluate';
export type { KeyGrant } from './evaluation/grants';
export { PolicyDocumentError, readPolicy, type Policy, type PolicySource, type ReadOptions, type Statement } from './evaluation/policy-document';
export { matchesArn, matchesPattern } from './evaluation/pattern';
export type { PolicyKind } from './evaluation/principal-grammar';
export type { AccessRequest, Organization, RequestContext, RequestPrincipal } from './evaluation/request';
