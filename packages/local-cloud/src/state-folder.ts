import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { claimFile, lives, removeStale } from './processes/folder-lock';

/** Where a local cloud runs, for the commands of the command line. */
export interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly region: string;
}

/** What a local cloud keeps, and forgets when it starts. */
const CONTENT = ['emulator', 'runner', 'git', 'jobs', 'builds', 'logs', 'tmp'];
const PID = 'pid';
const RUNNING = 'local-cloud.json';
/** Says that a folder is a local cloud's own, whatever else somebody put there. */
const MARK = '.local-cloud-state';
const KNOWN = [...CONTENT, PID, RUNNING, MARK, 'serve.log'];

/** The folder of one local cloud, which nobody else uses meanwhile. */
export class StateFolder {
  /** Those of this process. */
  private static readonly claimed = new Set<string>();

  /** Empties a folder for a new local cloud. @throws Error when another one uses it, or when it holds other things */
  static claim(folder: string): StateFolder {
    mkdirSync(folder, { recursive: true });
    demandOwn(folder);
    take(path.join(folder, PID), folder, this.claimed.has(folder));
    this.claimed.add(folder);
    writeFileSync(path.join(folder, MARK), '');
    for (const name of [...CONTENT, RUNNING]) rmSync(path.join(folder, name), { recursive: true, force: true });
    return new StateFolder(folder);
  }

  /** What is said to run in a folder, if its process lives. @throws Error for a file that nobody can read */
  static running(folder: string): Running | undefined {
    const file = path.join(folder, RUNNING);
    if (!existsSync(file)) return undefined;
    const running = parsed(readFileSync(file, 'utf8'));
    if (!running) throw new Error(`${file} cannot be read: remove it if no local cloud runs in ${folder}`);
    return lives(running.pid) ? running : undefined;
  }

  private constructor(readonly path: string) {
    process.once('exit', this.release);
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
