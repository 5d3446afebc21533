/**
 * Takes steps of work that nobody waits for, such as keeping and telling how it ended. One that fails, on a full disk for one, is told in the log: it
 * keeps the others from nothing, and does not end the cloud as a rejection that nobody handles would.
 */
export async function quietly(log: (line: string) => void, ...steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      log((error as Error).stack ?? String(error));
    }
  }
}
