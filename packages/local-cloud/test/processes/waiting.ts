import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is so. @throws Error that says what was waited for */
export async function until(what: string, isSo: () => unknown, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`in ${seconds} s it was not so that ${what}`);
    await pause(20);
  }
}

/** Whether a process runs. One that has ended and waits to be noticed by its parent does not. */
export const runs = (pid: number | string) => /^[^Z]/.test(processTable(['-o', 'stat=', '-p', String(pid)]));

function processTable(args: readonly string[]): string {
  try {
    return execFileSync('ps', [...args, '-ww'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** The processes below one, and those below them. */
export function below(pid: number): number[] {
  const pairs = processTable(['-e', '-o', 'pid=,ppid=']).split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = (parent: number): number[] => pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...children(child)]);
  return children(pid);
}

/** How a process was called. */
export const commandOf = (pid: number) => processTable(['-o', 'args=', '-p', String(pid)]);

/** The processes that were called with a folder, or that know it by their environment, and run. */
export const processesIn = (folder: string) => processTable(['e', '-e', '-o', 'pid=,stat=,args=']).split('\n')
  .filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line)).map((line) => Number(line.trim().split(/\s+/)[0]));
