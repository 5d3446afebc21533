import { spawn } from 'node:child_process';

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Runs a command in a process group of its own: when the walk ends, in whatever way, it ends with all that it started, before its folder goes.
 * @returns what it wrote to its standard output
 * @throws Error with `stderr` when it does not end well
 */
export function run(command: string, args: readonly string[], { cwd, env, signal }: ChildOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const [written, output]: [Buffer[], Buffer[]] = [[], []];
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // nothing of the group is left
      }
    };
    const ended = (error?: Error) => {
      signal.removeEventListener('abort', kill);
      process.removeListener('exit', kill);
      if (error) reject(error);
      else resolve(Buffer.concat(written).toString('utf8'));
    };
    signal.addEventListener('abort', kill, { once: true });
    process.once('exit', kill);
    if (signal.aborted) kill();
    child.stdout.on('data', (chunk) => written.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', ended);
    child.once('close', (code, by) => {
      const stderr = Buffer.concat(output).toString('utf8');
      ended(code === 0 ? undefined : Object.assign(new Error(`${[command, ...args].join(' ')} ended ${by ? `by ${by}` : `with ${code}`}\n${stderr}`), { stderr }));
    });
  });
}
