/** A tool was asked for something that it does not understand: nothing has begun. */
export class UsageError extends Error {}

/** What the exit code of a tool says. */
export const EXIT = {
  /** All is well. */
  fine: 0,
  /** Something failed, or was found. */
  failed: 1,
  /** It was not understood, and has done nothing. */
  notUnderstood: 2,
} as const;

/**
 * Runs a tool of this repository. `--help` prints its usage and does nothing else.
 * @param main does the work; an exit code of its own is kept, a UsageError and any other error become one
 */
export async function command(usage: string, main: (args: readonly string[]) => Promise<number | void>, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(usage);
  try {
    process.exitCode = (await main(args)) ?? process.exitCode;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(isUsage ? `${error.message}\n${usage}` : (error as Error).message);
    process.exitCode = isUsage ? EXIT.notUnderstood : EXIT.failed;
  }
}
