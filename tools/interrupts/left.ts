import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process that runs; one that has ended and waits for its parent to notice does not. */
function table(): Running[] {
  return execFileSync('ps', ['-e', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state && !state.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** A process and all below it. */
export function family(pid: number): number[] {
  const all = table();
  const below = (one: number): number[] => all.filter(({ parent }) => parent === one).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)];
}

/**
 * What an interrupted walk left, a line each: processes that it had started or that work on its folders, working copies, and files by which its
 * state folder counts as in use.
 */
export function leftovers({ before, state, temporary }: { readonly before: readonly number[]; readonly state: string; readonly temporary: string }): string[] {
  const processes = table().filter(({ pid, command }) => before.includes(pid) || command.includes(`${state}/`) || command.includes(`${temporary}/`));
  return [
    ...processes.map(({ pid, command }) => `process ${pid} still runs: ${command.slice(0, 120)}`),
    ...readdirSync(temporary).filter((name) => name.startsWith('life-of-a-model-')).map((name) => `${path.join(temporary, name)} is still there`),
    ...['pid', 'local-cloud.json'].map((name) => path.join(state, name)).filter(existsSync).map((file) => `${file} still says that a local cloud runs`),
  ];
}
