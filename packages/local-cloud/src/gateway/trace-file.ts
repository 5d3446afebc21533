import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { noSpace } from '../no-space';
import type { TraceEntry, TraceSink } from './trace';

/** Where it is kept, in the state folder: beside the logs, and forgotten with them. */
export const TRACE_FOLDER = path.join('logs', 'trace');
/** Of one file, in bytes: there are two, and the older one goes when the newer one is full. */
const LIMIT_BYTES = 8 * 1024 * 1024;
const FLUSH_MILLISECONDS = 250;
const FILES = ['trace.1.jsonl', 'trace.jsonl'];

/** Keeps the trace in a folder, as lines of JSON. Nobody who asks waits for it: decisions are written together, four times a second. */
export class TraceFile implements TraceSink {
  private waiting: TraceEntry[] = [];
  private timer?: NodeJS.Timeout;

  /** @param problem is told when what was decided is lost, for want of room or leave to write it */
  constructor(private readonly folder: string, private readonly problem: (line: string) => void, private readonly limit = LIMIT_BYTES) {}

  record(entry: TraceEntry): void {
    this.waiting.push(entry);
    this.timer ??= setTimeout(() => this.flush(), FLUSH_MILLISECONDS).unref();
  }

  /** Writes what was decided until now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = this.waiting;
    this.waiting = [];
    if (entries.length === 0) return;
    try {
      this.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    } catch (error) {
      this.problem(`${entries.length} decisions are not in the trace: ${noSpace(error, this.folder) ?? (error as Error).message}`);
    }
  }

  private write(lines: string): void {
    const [older, newer] = FILES.map((name) => path.join(this.folder, name));
    mkdirSync(this.folder, { recursive: true });
    if (existsSync(newer) && statSync(newer).size + Buffer.byteLength(lines) > this.limit) renameSync(newer, older);
    appendFileSync(newer, lines, { mode: 0o600 });
  }
}

/** What a folder's trace holds, the oldest first; a line that was cut off by a crash is left out. */
export function readTrace(folder: string): TraceEntry[] {
  return FILES.map((name) => path.join(folder, name)).filter((file) => existsSync(file)).flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap(entryOf));
}

function entryOf(line: string): TraceEntry[] {
  try {
    return line ? [JSON.parse(line)] : [];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [];
  }
}
