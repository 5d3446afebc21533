import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const NOTICE_MILLISECONDS = 1000;

/** Ends a detached child and everything in its process group: SIGTERM first, SIGKILL for what is left after the grace. */
export async function killTree(child: ChildProcess, graceSeconds: number): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  const end = Date.now() + graceSeconds * 1000;
  while (groupLives(pid) && Date.now() < end) await pause(25);
  signalGroup(pid, 'SIGKILL');
  // what is left has ended and waits for its parent to notice, which in a container may be for ever
  const noticed = Date.now() + NOTICE_MILLISECONDS;
  while (groupLives(pid) && Date.now() < noticed) await pause(10);
}

/** Ends a detached child and its group at once: for the moment in which this process itself ends. */
export function killNow({ pid }: Pick<ChildProcess, 'pid'>): void {
  if (pid !== undefined) signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!hasEnded(error)) throw error;
  }
}

/** EPERM is what macOS says of a group of ours that has ended but was not noticed yet. */
const hasEnded = (error: unknown) => ['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return !existsSync('/proc/self/stat') || hasRunning(pid);
  } catch (error) {
    if (hasEnded(error)) return false;
    throw error;
  }
}

/** On Linux: whether any process of a group is more than an entry that waits for its parent (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
function hasRunning(group: number): boolean {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).some((pid) => {
    const [state, , processGroup] = statOf(pid);
    return processGroup === String(group) && state !== 'Z' && state !== 'X';
  });
}

/** On Linux: the group of a process; of one that is gone, NaN. */
export const groupOf = (pid: string): number => Number(statOf(pid)[2]);

/** State, parent, group and what follows; the name before them may hold anything. */
function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
