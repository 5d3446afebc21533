import { setTimeout as pause } from 'node:timers/promises';
import type { ModelServer } from './model-server';

const MOST_SECONDS = 30;
/** A server that lived for as long was well: its end is no part of a row of them. */
const WELL_SECONDS = 60;

export interface Start {
  /** Called when the server's process ends without having been told to. */
  readonly onDeath: () => void;
  /** Says that nobody wants the server any more. */
  readonly signal: AbortSignal;
}

/**
 * A server whose process is replaced when it ends, at once and then after longer and longer pauses; the endpoint stays in service meanwhile, as on
 * AWS, where a container that does not pass its health checks is replaced. Requests are told by `ended`.
 * @throws Error when the first one does not come up
 */
export async function keptAlive(start: (options: Start) => Promise<ModelServer>, log: (line: string) => void): Promise<ModelServer> {
  const unwanted = new AbortController();
  const { signal } = unwanted;
  let replacing: Promise<void> = Promise.resolve();
  let seconds = 0;
  let since = Date.now();
  let hasCome = false;
  let current: ModelServer;
  const replace = async (): Promise<void> => {
    if (Date.now() - since > WELL_SECONDS * 1000) seconds = 0;
    while (!signal.aborted) {
      try {
        await pause(seconds * 1000, undefined, { signal, ref: false });
        seconds = Math.min(MOST_SECONDS, seconds * 2 || 1);
        const fresh = await start({ onDeath, signal });
        since = Date.now();
        if (!signal.aborted) current = fresh;
        else await fresh.stop();
        return;
      } catch (error) {
        if (!signal.aborted) log(`the server of ${current.variant} was not replaced: ${(error as Error).message}`);
      }
    }
  };
  const onDeath = () => {
    // the first may end after its first answer and before it is known here: that is looked at once it is
    if (!hasCome) return;
    log(`the server of ${current.variant} is replaced: ${current.ended}`);
    replacing = replace();
  };
  current = await start({ onDeath, signal });
  hasCome = true;
  if (current.ended) onDeath();
  return {
    variant: current.variant,
    get url() { return current.url; },
    get ended() { return current.ended; },
    async stop() {
      unwanted.abort();
      await current.stop();
      await replacing;
    },
  };
}
