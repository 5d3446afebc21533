import type { Document } from './case';

/** A document with each statement changed; without those that became undefined. A document without any would be refused: then one speaks of nothing. */
export function statements(document: Document, change: (statement: Record<string, unknown>) => Record<string, unknown> | undefined): Document {
  const Statement = document.Statement.map(change).filter((statement) => statement !== undefined);
  return { ...document, Statement: Statement.length > 0 ? Statement : [{ Effect: 'Deny', Principal: '*', Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::nothing' }] };
}
