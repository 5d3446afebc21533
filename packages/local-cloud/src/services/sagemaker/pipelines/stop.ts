import { setMaxListeners } from 'node:events';

/** What stops an execution. Each of its jobs waits for it, however many it has at once; of more than ten Node would warn as of a leak. */
export function newStop(): AbortController {
  const stop = new AbortController();
  setMaxListeners(Infinity, stop.signal);
  return stop;
}
