import type { Life } from './life';
import type { View } from './terminal/view';

/** A stop on the way of a model from `git push` to a prediction. */
export interface Station {
  readonly title: string;
  visit(life: Life): Promise<void>;
}

/** A station that found something other than what must be; `evidence` are the log lines that explain it. */
export class Deviation extends Error {
  constructor(message: string, readonly evidence: readonly string[] = []) {
    super(message);
    this.name = 'Deviation';
  }
}

export interface Visited {
  readonly title: string;
  /** When it began, in milliseconds since the epoch. */
  readonly start: number;
  readonly seconds: number;
}

/** Visits the stations in order and ends at the first that deviates. */
export async function visitAll(stations: readonly Station[], life: Life, view: View): Promise<Visited[]> {
  const visited: Visited[] = [];
  for (const station of stations) {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    view.begin(station.title);
    try {
      await station.visit(life);
    } catch (error) {
      // an interrupted walk has said so by then: its station has not failed
      if (!life.signal.aborted) view.end('failed', seconds());
      throw error;
    }
    view.end('done', seconds());
    visited.push({ title: station.title, start: performance.timeOrigin + started, seconds: seconds() });
  }
  return visited;
}
