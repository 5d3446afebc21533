import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Ends a detached child and everything in its process group: SIGTERM first, SIGKILL for what is left after the grace. */
export async function killTree(child: ChildProcess, graceSeconds: number): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  const end = Date.now() + graceSeconds * 1000;
  while (groupLives(pid) && Date.now() < end) await pause(25);
  signalGroup(pid, 'SIGKILL');
  while (groupLives(pid)) await pause(10);
}

/** Ends a detached child and its group at once: for the moment in which this process itself ends. */
export function killNow({ pid }: ChildProcess): void {
  if (pid !== undefined) signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
