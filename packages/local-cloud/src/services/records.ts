import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { noSpace } from '../no-space';
import { AwsError } from './service';

/** The file of a record: numbers say in which order records came. */
interface Saved<T> {
  readonly key: string;
  readonly number: number;
  readonly value: T;
}

/** Members that a record has only while the cloud runs (promises, processes, other records), as they are after a start. They are never written. */
export type Live<T> = { readonly [Member in keyof T]?: (saved: T, key: string) => T[Member] };

const READABLE = 150;
const UNFINISHED = '.new';

/**
 * What a service remembers over a restart: records by their keys, in the order they came. Each has a JSON file of its own, so that a change writes no more
 * than what changed, and is replaced as a whole, so that a crash leaves the old or the new one.
 */
export class Records<T extends object> {
  private readonly records = new Map<string, { readonly number: number; readonly value: T }>();
  private last = 0;
  private isFrozen = false;

  constructor(private readonly folder: string, private readonly live: Live<T> = {}) {
    if (existsSync(folder)) this.load();
  }

  get(key: string): T | undefined {
    return this.records.get(key)?.value;
  }

  has(key: string): boolean {
    return this.records.has(key);
  }

  values(): T[] {
    return [...this.records.values()].map(({ value }) => value);
  }

  entries(): [string, T][] {
    return [...this.records].map(([key, { value }]) => [key, value]);
  }

  /** The one that came first. */
  first(): [string, T] | undefined {
    const { value: first } = this.records.entries().next();
    return first && [first[0], first[1].value];
  }

  /** @throws AwsError ServiceUnavailable once it is frozen */
  set(key: string, value: T): T {
    if (this.isFrozen) throw new AwsError('ServiceUnavailable', 'local-cloud: it is stopping, and begins nothing new', 503);
    const number = this.records.get(key)?.number ?? ++this.last;
    this.write({ key, number, value });
    this.records.set(key, { number, value });
    return value;
  }

  /** Writes a record that was changed, unless it was deleted meanwhile. */
  save(key: string): void {
    const record = this.records.get(key);
    if (record && !this.isFrozen) this.write({ key, ...record });
  }

  delete(key: string): void {
    this.records.delete(key);
    rmSync(this.fileOf(key), { force: true });
  }

  /** From now on nothing is written: what is cut off by the cloud's end is found as it was, and the next start says so. */
  freeze(): void {
    this.isFrozen = true;
  }

  private load(): void {
    for (const name of readdirSync(this.folder).filter((each) => each.endsWith(UNFINISHED))) rmSync(path.join(this.folder, name), { force: true });
    const saved = readdirSync(this.folder).filter((name) => name.endsWith('.json')).map((name) => decode<Saved<T>>(readFileSync(path.join(this.folder, name), 'utf8')));
    for (const { key, number, value } of saved.sort((one, other) => one.number - other.number)) {
      for (const member of this.members) value[member] = (this.live[member] as (saved: T, key: string) => T[keyof T])(value, key);
      this.records.set(key, { number, value });
      this.last = Math.max(this.last, number);
    }
  }

  private write({ value, ...rest }: Saved<T>): void {
    const lasting = { ...value };
    for (const member of this.members) delete lasting[member];
    const file = this.fileOf(rest.key);
    try {
      mkdirSync(this.folder, { recursive: true });
      // sessions are among what is written
      writeFileSync(`${file}${UNFINISHED}`, encode({ ...rest, value: lasting }), { mode: 0o600 });
      renameSync(`${file}${UNFINISHED}`, file);
    } catch (error) {
      rmSync(`${file}${UNFINISHED}`, { force: true });
      const told = noSpace(error, this.folder);
      throw told ? new Error(told, { cause: error }) : error;
    }
  }

  private get members(): (keyof T)[] {
    return Object.keys(this.live) as (keyof T)[];
  }

  /** Names may be longer than a file's, and differ in nothing but case. */
  private fileOf(key: string): string {
    return path.join(this.folder, `${encodeURIComponent(key).slice(0, READABLE)}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.json`);
  }
}

/** JSON that keeps dates and maps. */
function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, given) {
    const raw = this[name];
    if (raw instanceof Date) return { $date: raw.toISOString() };
    return raw instanceof Map ? { $map: [...raw] } : given;
  }, 1);
}

function decode<T>(text: string): T {
  return JSON.parse(text, (_, value) => {
    if (typeof value?.$date === 'string') return new Date(value.$date);
    return Array.isArray(value?.$map) ? new Map(value.$map) : value;
  });
}
