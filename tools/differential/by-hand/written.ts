import type { AccessRequest } from '../../../packages/policy-evaluation/src';
import type { Case, Document, Documents, Outcome } from '../case';
import { HERE, PRINCIPALS } from '../generate/vocabulary';

/** A case that somebody wrote, with what is right. */
export interface Written extends Case {
  readonly name: string;
  readonly expected: Outcome;
  /** Where the other evaluator decides otherwise: what it says, and why that is wrong. */
  readonly theirs?: { readonly outcome: Outcome; readonly reason: string; readonly source: string };
}

export const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
export const FILE = 'arn:aws:s3:::data/credit/file';

export const document = (...statements: object[]): Document => ({ Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...statement })) });
export const ALL = document({});
export const NARROW = document({ Action: 'sqs:*' });
export const FORBIDDING = document({ Effect: 'Deny' });

/** A statement of a resource's policy for everything that a scene asks. */
export const to = (Principal: unknown, more: object = {}): Document => document({ Principal, ...more });

/** Of a trust policy. */
export const trusting = (Principal: unknown, more: object = {}): Document => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:*', ...more }] });

/** A session of a role that reads an object of its own account, unless said otherwise. */
export function reading(change: Partial<AccessRequest> = {}): AccessRequest {
  return { principal: PRINCIPALS.session, action: 's3:GetObject', resource: FILE, resourceAccount: HERE, ...change };
}

export const written = (name: string, request: Partial<AccessRequest>, documents: Documents, expected: Outcome, theirs?: Written['theirs']): Written =>
  ({ name, request: reading(request), documents, expected, ...(theirs ? { theirs } : {}) });
