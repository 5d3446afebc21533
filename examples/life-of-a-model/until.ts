import { setTimeout as pause } from 'node:timers/promises';
import { Deviation } from './station';

/** What runs people's own code may take as long as CodeBuild gives a build (https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html: 60 minutes by default). */
export const WORK_SECONDS = 3600;

export interface UntilOptions {
  /** @default 300 */
  readonly timeoutSeconds?: number;
  /** The longest pause between two questions: the first are shorter, for what is there in a moment. @default 250 */
  readonly everyMilliseconds?: number;
  /** Ends the wait when the walk is interrupted. */
  readonly signal?: AbortSignal;
}

/** 50, 100, 200 ms and so on, but no more than the longest. @param asked how many questions there were, from 1 */
export const pauseAfter = (asked: number, longest: number): number => Math.min(25 * 2 ** asked, longest);

/**
 * Asks until there is an answer.
 * @throws Deviation when there is none in time; whatever the probe throws ends the wait at once
 */
export async function until<T>(what: string, probe: () => Promise<T | undefined>, options: UntilOptions = {}): Promise<T> {
  const timeoutSeconds = options.timeoutSeconds ?? 300;
  const end = performance.now() + timeoutSeconds * 1000;
  for (let asked = 1; ; asked++) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Deviation(`${what}: not within ${timeoutSeconds} s`);
    await pause(pauseAfter(asked, options.everyMilliseconds ?? 250), undefined, { signal: options.signal });
  }
}
