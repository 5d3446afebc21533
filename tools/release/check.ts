/** One thing that must hold of a release, and what is wrong with it. */
export interface Check {
  readonly name: string;
  readonly problems: readonly string[];
}

/** Runs what tells problems; what it throws is one. */
export async function check(name: string, find: () => Promise<readonly string[]> | readonly string[]): Promise<Check> {
  const began = Date.now();
  const problems = await Promise.resolve().then(find).catch((error: Error) => [error.message]);
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
  for (const problem of problems) console.error(`       ${problem.trim().replace(/\n/g, '\n         ')}`);
  return { name, problems };
}

/** @returns the last line of a run, which the sum over all parts reads */
export function sumOf(checks: readonly Check[]): string {
  const failed = checks.filter(({ problems }) => problems.length > 0).length;
  return `${checks.length - failed} passed, ${failed} failed`;
}

/** Runs tasks, a few at a time. */
export async function inTurns<T, R>(items: readonly T[], atOnce: number, run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
