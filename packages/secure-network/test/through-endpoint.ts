import { type AccessRequest, evaluate, type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';

const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const identity = [readPolicy('identity policy of an administrator', { Statement: EVERYTHING })];
const resource = readPolicy('policy of an open resource', { Statement: { ...EVERYTHING, Principal: '*' } });

/**
 * The decision about a request that only the endpoint can stop: both the caller's policies and the resource's allow everything. An endpoint's policy
 * is a limit on top of both (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html).
 */
export function throughEndpoint(endpoint: Policy, request: AccessRequest): string {
  return evaluate(request, { identity, resource, endpoint: [endpoint] }).decision;
}

/** A role's session in an account. */
export function sessionOf(account: string): AccessRequest['principal'] {
  return { arn: `arn:aws:sts::${account}:assumed-role/anyone/session`, account, roleArn: `arn:aws:iam::${account}:role/anyone` };
}
