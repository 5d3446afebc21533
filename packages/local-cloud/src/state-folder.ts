import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { claimFile, lives, removeStale } from './processes/folder-lock';
import { endLeftBehind } from './processes/left-behind';
import { demandReadable, FORMAT } from './state-check';

/** Where a local cloud runs, for the commands of the command line. */
export interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly region: string;
}

/** What a local cloud keeps. */
const KEPT = ['emulator', 'runner', 'git', 'logs'];
/** What is of use only while it runs. */
const PASSING = ['jobs', 'builds', 'tmp'];
/** Secrets are among what is kept, in files of programs that do not care who reads them. */
const OURS = 0o700;
const DEFAULT_REGION = 'eu-west-1';
const PID = 'pid';
const RUNNING = 'local-cloud.json';
/** Says that a folder is a local cloud's own, whatever else somebody put there, and in which format it is kept. */
const MARK = '.local-cloud-state';
const KNOWN = [...KEPT, ...PASSING, PID, RUNNING, MARK, 'serve.log', 'emulator.lock'];

/** The folder of one local cloud, which nobody else uses meanwhile. */
export class StateFolder {
  /** Those of this process. */
  private static readonly claimed = new Set<string>();

  /**
   * Takes a folder for a local cloud, which goes on with what the one before kept there.
   * @param options.fresh forgets that instead
   * @param options.region where it runs from now on; by default where it ran before
   * @throws Error when another one uses it, when it holds other things, or when what was kept cannot be read
   */
  static claim(folder: string, options: { readonly fresh?: boolean; readonly region?: string } = {}): StateFolder {
    mkdirSync(folder, { recursive: true, mode: OURS });
    demandOwn(folder);
    chmodSync(folder, OURS);
    take(path.join(folder, PID), folder, this.claimed.has(folder));
    this.claimed.add(folder);
    const claimed = new StateFolder(folder);
    try {
      claimed.prepare(options);
      return claimed;
    } catch (error) {
      claimed.release();
      throw error;
    }
  }

  /** What is said to run in a folder, if its process lives. @throws Error for a file that nobody can read, while the folder is in use */
  static running(folder: string): Running | undefined {
    const file = path.join(folder, RUNNING);
    if (!existsSync(file)) return undefined;
    const running = parsed(readFileSync(file, 'utf8'));
    if (!running && !isInUse(path.join(folder, PID))) {
      rmSync(file);
      return undefined;
    }
    if (!running) throw new Error(`${file} cannot be read: remove it if no local cloud runs in ${folder}`);
    return lives(running.pid) ? running : undefined;
  }

  region = DEFAULT_REGION;

  private constructor(readonly path: string) {
    process.once('exit', this.release);
  }

  private prepare({ fresh = false, region }: { readonly fresh?: boolean; readonly region?: string }): void {
    const remove = (names: readonly string[]) => names.forEach((name) => rmSync(path.join(this.path, name), { recursive: true, force: true }));
    const mark = path.join(this.path, MARK);
    const wasUsed = existsSync(mark);
    if (fresh) remove([...KEPT, MARK]);
    const isNew = !KEPT.some((name) => existsSync(path.join(this.path, name)));
    if (!isNew) demandReadable(this.path, MARK);
    this.region = region ?? (isNew ? DEFAULT_REGION : JSON.parse(readFileSync(mark, 'utf8')).region);
    writeFileSync(mark, JSON.stringify({ format: FORMAT, region: this.region }));
    if (wasUsed) endLeftBehind(this.path);
    remove([...PASSING, RUNNING]);
  }

  publish(running: Omit<Running, 'pid'>): void {
    writeFileSync(path.join(this.path, RUNNING), JSON.stringify({ pid: process.pid, ...running }));
  }

  readonly release = (): void => {
    process.removeListener('exit', this.release);
    StateFolder.claimed.delete(this.path);
    for (const name of [RUNNING, PID]) rmSync(path.join(this.path, name), { force: true });
  };
}

/** A folder of somebody's own might have a `logs` or `tmp` too. */
function demandOwn(folder: string): void {
  const names = readdirSync(folder);
  const others = names.filter((name) => !KNOWN.includes(name) && !name.startsWith(`${PID}.`));
  if (names.includes(MARK) || others.length === 0) return;
  throw new Error(`${folder} holds other things than a local cloud's state (${others.slice(0, 5).join(', ')}), which must not be lost: give a folder of its own with --state`);
}

/** Whether a process holds a folder, or may: a file that names none is anybody's. */
function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8').trim();
  return !/^\d+$/.test(text) || lives(Number(text));
}

function take(file: string, folder: string, isOurs: boolean): void {
  if (claimFile(file)) return;
  const text = readFileSync(file, 'utf8').trim();
  if (!/^\d+$/.test(text)) throw new Error(`${file} names no process ("${text.slice(0, 40)}"): remove it if no local cloud runs in ${folder}`);
  // in a container, the process before this one may have had the same number
  if (Number(text) === process.pid && !isOurs) rmSync(file, { force: true });
  removeStale(file);
  if (!claimFile(file)) throw new Error(`${folder} is in use by process ${text}: stop it with "local-cloud down", or give another folder with --state`);
}

function parsed(text: string): Running | undefined {
  try {
    const { pid, endpoint, region } = JSON.parse(text);
    return Number.isInteger(pid) && typeof endpoint === 'string' ? { pid, endpoint, region } : undefined;
  } catch {
    return undefined;
  }
}
