import { writeFileSync } from 'node:fs';
import type { Span, Work } from '@mlops-foundation/local-cloud';
import type { Visited } from './station';

/** Whose work a piece of the walk is: what the local cloud tells, and what the walk itself starts. */
export type WalkWork = Work | 'wheel' | 'synthesis';

/** A piece of work, in milliseconds since the epoch. */
export type WalkSpan = Omit<Span, 'work'> & { readonly work: WalkWork };

/** What `--timings FILE` leaves, times in milliseconds since the epoch: `npm run bench` reads it. */
export interface WalkTimings {
  readonly started: number;
  readonly ended: number;
  readonly stations: readonly { readonly title: string; readonly start: number; readonly end: number }[];
  readonly spans: readonly WalkSpan[];
  /** Processor time of the walk's own process, the local cloud in it, up to a moment: `[at, milliseconds]`. */
  readonly processor: readonly (readonly [number, number])[];
}

const SAMPLE_MILLISECONDS = 100;

/** Notes who worked when during a walk. */
export class Timings {
  readonly spans: WalkSpan[] = [];
  private readonly processor: [number, number][] = [];
  private readonly timer = setInterval(() => this.sample(), SAMPLE_MILLISECONDS).unref();

  constructor() {
    this.sample();
  }

  readonly add = (span: WalkSpan): void => {
    this.spans.push(span);
  };

  /** Notes a piece of work that the walk itself starts. */
  async during<T>(work: WalkWork, name: string, doing: Promise<T>): Promise<T> {
    const start = now();
    try {
      return await doing;
    } finally {
      this.add({ work, name, start, end: now() });
    }
  }

  write(file: string, stations: readonly Visited[]): void {
    clearInterval(this.timer);
    this.sample();
    const all: WalkTimings = {
      started: performance.timeOrigin, ended: now(), spans: this.spans, processor: this.processor,
      stations: stations.map(({ title, start, seconds }) => ({ title, start, end: start + seconds * 1000 })),
    };
    writeFileSync(file, JSON.stringify(all));
  }

  private sample(): void {
    const { user, system } = process.cpuUsage();
    this.processor.push([now(), (user + system) / 1000]);
  }
}

/** How long Python environments were installed while a station was visited, by their names, in seconds: the first walk installs them, and may wait for them. */
export function installedDuring({ start, seconds }: Visited, spans: readonly WalkSpan[]): ReadonlyMap<string, number> {
  const end = start + seconds * 1000;
  const during = spans.filter(({ work }) => work === 'install').map((span) => [span.name, (Math.min(end, span.end) - Math.max(start, span.start)) / 1000] as const);
  return new Map(during.filter(([, overlap]) => overlap > 0));
}

const now = () => performance.timeOrigin + performance.now();
