import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { ROOT } from '../root';
import { endFamily } from './family';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What a shell says of a command that SIGINT ended (https://www.gnu.org/software/bash/manual/bash.html#Exit-Status). */
const INTERRUPTED = 130;

export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process' own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command that writes to this terminal. @returns whether it ended well */
export function run(command: string, args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): boolean {
  const { status, error } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** Runs a command that must end well. */
export function mustRun(command: string, args: readonly string[], options: RunOptions = {}): void {
  if (!run(command, args, options)) throw new Error(`failed: ${[command, ...args].join(' ')}`);
}

/** As `run`, while this process goes on: it may be the one that the command speaks to. A signal that ends this process ends the command first, with all that it started. */
export function runBeside(command: string, args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    const settle = endingWithUs(child);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code) => settle(() => resolve(code === 0)));
  });
}

/** @returns what is to be called when the child has ended: does what follows then, unless it was this process's signal that ended it */
function endingWithUs(child: ChildProcess): (then: () => void) => void {
  let isEnding = false;
  const end = () => {
    if (isEnding || child.pid === undefined) return;
    isEnding = true;
    void endFamily(child.pid).finally(() => process.exit(INTERRUPTED));
  };
  SIGNALS.forEach((signal) => process.on(signal, end));
  return (then) => {
    if (isEnding) return;
    SIGNALS.forEach((signal) => process.removeListener(signal, end));
    then();
  };
}
