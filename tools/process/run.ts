import { spawn, spawnSync } from 'node:child_process';
import { ROOT } from '../root';

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

/** As `run`, while this process goes on: it may be the one that the command speaks to. */
export function runBeside(command: string, args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
