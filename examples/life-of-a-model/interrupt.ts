import { Deviation } from './station';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C may come more than once: from the terminal, and forwarded by npm and by the start. */
const ONE_MILLISECONDS = 1000;

/** Aborted by the first signal that ends the walk. Whoever asks again after a moment does not want to wait: what still runs is killed as the process ends. */
export function onInterrupt(): AbortController {
  const interrupt = new AbortController();
  let first = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (interrupt.signal.aborted && Date.now() - first > ONE_MILLISECONDS) process.exit(130);
      if (interrupt.signal.aborted) return;
      first = Date.now();
      interrupt.abort(new Deviation(`Interrupted by ${signal}: the local cloud stops`));
    });
  }
  return interrupt;
}
