import type { Records } from './records';

/**
 * Of the builds of a project and of the executions of a pipeline, as of the streams of a log group. AWS keeps them for a year
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/builds-working.html, https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListPipelineExecutions.html).
 */
export const MOST_KEPT = 500;

/**
 * Forgets those that came first where there are more than `MOST_KEPT`, unless they go on.
 * @param isOne of those that are counted together
 */
export function forgetOldest<T extends object>(records: Records<T>, isOne: (record: T) => boolean, hasEnded: (record: T) => boolean): void {
  const them = records.entries().filter(([, record]) => isOne(record));
  const tooMany = them.slice(0, Math.max(0, them.length - MOST_KEPT));
  for (const [key] of tooMany.filter(([, record]) => hasEnded(record))) records.delete(key);
}
