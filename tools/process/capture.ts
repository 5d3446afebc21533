import { spawn } from 'node:child_process';
import { ROOT } from '../root';
import type { RunOptions } from './run';

/** How a command ended, and what it said. */
export interface Captured {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
}

/** Runs a command whose output is wanted, or wanted only when it fails. */
export function capture(command: string, args: readonly string[], { cwd = ROOT, env = {} }: RunOptions = {}): Promise<Captured> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const both: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => { stdout.push(chunk); both.push(chunk); });
    child.stderr.on('data', (chunk: Buffer) => both.push(chunk));
    child.once('error', (error) => both.push(Buffer.from(`${command}: ${error.message}`)));
    child.once('close', (code) => resolve({ succeeded: code === 0, stdout: Buffer.concat(stdout).toString(), output: Buffer.concat(both).toString() }));
  });
}

/** As `capture`, of a command that must end well. @returns what it wrote to its standard output */
export async function mustCapture(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { succeeded, stdout, output } = await capture(command, args, options);
  if (!succeeded) throw new Error(`failed: ${[command, ...args].join(' ')}\n${output.trim()}`);
  return stdout;
}
