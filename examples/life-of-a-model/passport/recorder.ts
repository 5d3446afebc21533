import * as path from 'node:path';
import { type Call, listened } from '../people/calls';
import { Deviation } from '../station';
import type { View } from '../terminal/view';
import type { Topology } from '../topology';
import type { Passport, PartName, Parts, Stop, Walk } from './passport';

const LONGEST_SECONDS = 30;
/** A cloud in trouble must not hold up the end of a walk. */
const LONGEST_SECONDS_IN_TROUBLE = 3;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Takes down what the stations find, while they go on; a part that cannot be read is no reason to end the walk, and is told. */
export class Recorder {
  private readonly parts: Partial<Writable<Parts>> = {};
  private readonly missing: Partial<Record<PartName, string>> = {};
  private readonly calls: Partial<Record<PartName, readonly Call[]>> = {};
  private readonly stops: Writable<Stop>[] = [];
  private readonly reading = new Map<PartName, Promise<void>>();
  private readonly started = new Date().toISOString();
  private unwritten?: Error;
  private ending: Pick<Walk, 'status' | 'ended' | 'message' | 'evidence'> = { status: 'under way' };

  /** @param changed something was added that can be shown */
  constructor(private readonly topology: Topology, private readonly changed: (passport: Passport) => void = () => {}) {}

  /** Reads a part in the background. What is read later takes the place of what was read before. */
  record<K extends PartName>(part: K, read: () => Promise<Parts[K]>): void {
    const work = listened(read).then(
      ({ result, calls }) => {
        this.parts[part] = result;
        this.calls[part] = calls;
        delete this.missing[part];
      },
      (error: Error) => { this.missing[part] = `${error.name}: ${error.message}`; },
    );
    const done = work.finally(() => {
      if (this.reading.get(part) === done) this.reading.delete(part);
    });
    this.reading.set(part, done);
  }

  /** The same view, of which the recorder learns when a station begins and ends. */
  watching(view: View): View {
    return {
      begin: (title) => {
        this.stops.push({ title });
        view.begin(title);
      },
      end: (outcome, seconds) => {
        Object.assign(this.stops[this.stops.length - 1] ?? {}, { outcome, seconds });
        view.end(outcome, seconds);
        this.show();
      },
      say: (line) => view.say(line),
      doing: (what) => view.doing(what),
      close: () => view.close(),
    };
  }

  /** The walk has ended; what is still being read may take a little longer. */
  async end(status: Exclude<Walk['status'], 'under way'>, error?: unknown): Promise<Passport> {
    await this.settle(status === 'complete' ? LONGEST_SECONDS : LONGEST_SECONDS_IN_TROUBLE);
    const evidence = error instanceof Deviation ? error.evidence : [];
    this.ending = { status, ended: new Date().toISOString(), message: error instanceof Error ? error.message : undefined, evidence };
    this.show();
    return this.passport;
  }

  get passport(): Passport {
    const { team, region, file } = this.topology;
    const walk = { team, region, topology: path.basename(file), started: this.started, ...this.ending, stops: this.stops.map((stop) => ({ ...stop })) };
    return { walk, parts: { ...this.parts }, missing: { ...this.missing }, calls: { ...this.calls } };
  }

  /** Why the passport could not be shown the last time. */
  get problem(): Error | undefined {
    return this.unwritten;
  }

  /** A disk that is full is no reason to end a walk, nor to hide why one ended. */
  private show(): void {
    try {
      this.changed(this.passport);
      this.unwritten = undefined;
    } catch (error) {
      this.unwritten = error as Error;
    }
  }

  private async settle(seconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, seconds * 1000); });
    await Promise.race([Promise.all(this.reading.values()), late]);
    clearTimeout(timer);
    for (const part of this.reading.keys()) this.missing[part] = `no answer within ${seconds} s of the walk's end`;
  }
}
