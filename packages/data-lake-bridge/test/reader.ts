import { type AccessRequest, evaluate, type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';

export const LAKE = '222222222222';
export const READER = { account: '444444444444', roleNames: ['mlops-credit-pipeline-execution'] };
export const ENV = { account: LAKE, region: 'eu-west-1' };

const administrator = [readPolicy('AdministratorAccess', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })];

export function sessionOf(roleName: string, account = READER.account): AccessRequest['principal'] {
  return { arn: `arn:aws:sts::${account}:assumed-role/${roleName}/job`, account, roleArn: `arn:aws:iam::${account}:role/${roleName}` };
}

/** The lake's decision about somebody whose own policies allow everything. */
export function lakeDecides(resource: Policy, request: Omit<AccessRequest, 'resourceAccount'>): string {
  return evaluate({ ...request, resourceAccount: LAKE }, { identity: administrator, resource, resourcePolicyIsRequired: request.action.startsWith('kms:') ? 'key' : undefined }).decision;
}
