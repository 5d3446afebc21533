import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** What a service remembers over a restart: one JSON file, replaced as a whole so that a crash leaves the old or the new one. */
export class StateFile<T> {
  readonly value: T;

  /** @throws Error naming the file when it is no JSON */
  constructor(private readonly file: string, empty: T) {
    this.value = existsSync(file) ? this.read() : empty;
  }

  save(): void {
    mkdirSync(path.dirname(this.file), { recursive: true });
    const fresh = `${this.file}.${process.pid}.new`;
    writeFileSync(fresh, JSON.stringify(this.value, undefined, 1));
    renameSync(fresh, this.file);
  }

  private read(): T {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8'));
    } catch (error) {
      throw new Error(`${this.file} cannot be read (${(error as Error).message}): local-cloud reset starts afresh`);
    }
  }
}
