import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that runs. */
export interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const GRACE_MILLISECONDS = 5000;

/** Every process that runs; one that has ended and waits for its parent to notice does not. */
export function running(): Running[] {
  return execFileSync('ps', ['-e', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state && !state.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** A process and all below it. */
export function family(pid: number): number[] {
  const all = running();
  const below = (one: number): number[] => all.filter(({ parent }) => parent === one).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)];
}

/** Ends a process and all below it: SIGTERM first, SIGKILL for what is left after five seconds. */
export async function endFamily(pid: number): Promise<void> {
  const all = family(pid);
  const left = () => running().map((one) => one.pid).filter((one) => all.includes(one));
  signal(all, 'SIGTERM');
  const end = Date.now() + GRACE_MILLISECONDS;
  while (left().length > 0 && Date.now() < end) await pause(50);
  signal(left(), 'SIGKILL');
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // it has ended meanwhile
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
