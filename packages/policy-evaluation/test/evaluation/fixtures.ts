import { type AccessRequest, evaluate, type Policy, PolicyDocumentError, type PolicySet, readPolicy } from '../../src';

export const HERE = '111111111111';
export const THERE = '222222222222';
export const ROLE = `arn:aws:iam::${HERE}:role/engineer`;
export const SESSION = `arn:aws:sts::${HERE}:assumed-role/engineer/ada`;
export const USER = `arn:aws:iam::${HERE}:user/team/bob`;
export const BUCKET = 'arn:aws:s3:::data/file';

export const session = { arn: SESSION, account: HERE, roleArn: ROLE };
export const user = { arn: USER, account: HERE };
export const root = { arn: `arn:aws:iam::${HERE}:root`, account: HERE };

export function policy(name: string, ...statements: object[]): Policy {
  return readPolicy(name, { Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) });
}

export const allow = (name: string, statement: object = {}) => policy(name, { Action: '*', Resource: '*', ...statement });
export const deny = (name: string, statement: object = {}) => policy(name, { Sid: 'No', Effect: 'Deny', Action: '*', Resource: '*', ...statement });

/** A read of an object by a role's session, unless said otherwise. */
export const read = (change: Partial<AccessRequest> = {}): AccessRequest => ({ principal: session, action: 's3:GetObject', resource: BUCKET, resourceAccount: HERE, ...change });

export const decide = (request: AccessRequest, policies: Partial<PolicySet> = {}) => evaluate(request, { identity: [], ...policies });
export const decision = (request: AccessRequest, policies: Partial<PolicySet> = {}) => decide(request, policies).decision;

/** What is wrong with a document; nothing when it is read. */
export function problemsOf(document: string | object): readonly string[] {
  try {
    readPolicy('policy of x', document);
  } catch (error) {
    if (error instanceof PolicyDocumentError) return error.problems;
    throw error;
  }
  return [];
}
