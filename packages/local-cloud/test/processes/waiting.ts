import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is so. @throws Error that says what was waited for */
export async function until(what: string, isSo: () => unknown, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`in ${seconds} s it was not so that ${what}`);
    await pause(20);
  }
}

/** Whether a process runs. One that has ended and waits to be noticed by its parent does not. */
export const runs = (pid: number | string) => /^[^Z]/.test(processTable(['-o', 'stat=', '-p', String(pid)]));

/** The command lines of the processes of a group that run. */
export const groupOf = (pid: number) => processTable(['-e', '-o', 'pgid=,stat=,args=']).split('\n').map((line) => line.trim().split(/\s+/))
  .filter(([group, state]) => group === String(pid) && !state.startsWith('Z')).map(([, , ...args]) => args.join(' '));

/** Command lines, with their environments' beginning, of the processes that mention a text. */
export const processesNaming = (text: string) => processTable(['-e', '-o', 'stat=,args=']).split('\n').filter((line) => line.includes(text) && !/^Z/.test(line.trim()));

function processTable(args: readonly string[]): string {
  try {
    return execFileSync('ps', [...args, '-ww'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
