import { appendFileSync } from 'node:fs';

/** Takes note of an operation that was answered, `sagemaker:CreateModel`, or of a type that was created, `AWS::SageMaker::Model`. */
export type CallRecord = (what: string) => void;

/** The variable that names the file. */
export const RECORD_VARIABLE = 'LOCAL_CLOUD_RECORD';

/**
 * Writes into a file, a line each, once, what was really asked of this cloud: the tests' own check reads it, that nothing is said to run that no test
 * ever called. Without the variable nothing is written.
 */
export function callRecord(file = process.env[RECORD_VARIABLE]): CallRecord {
  if (!file) return () => undefined;
  const seen = new Set<string>();
  return (what) => {
    if (seen.has(what)) return;
    seen.add(what);
    appendFileSync(file, `${what}\n`);
  };
}
