// What a tool leaves that a signal ended while it waited for a command; plain JavaScript, for a clone that may not be installed yet.
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const GRACE_MILLISECONDS = 5000;

/** Every process that runs, `{ pid, parent, command }`; one that has ended and waits for its parent to notice does not. */
function running() {
  return execFileSync('ps', ['-e', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return state && !state.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** All below these, and below those. */
function below(pids, all) {
  const children = all.filter(({ parent }) => pids.includes(parent));
  return children.length === 0 ? [] : [...children, ...below(children.map(({ pid }) => pid), all)];
}

/** All that a process has started, and what that has. @param {number} pid */
export const startedBy = (pid) => below([pid], running());

/** Ends those of them that still run, with all below: SIGTERM first, SIGKILL for what is left after five seconds. @param {ReturnType<typeof startedBy>} started */
export async function endLeftovers(started) {
  // a number may be somebody else's by now
  const left = (wanted) => running().filter(({ pid, command }) => wanted.some((one) => one.pid === pid && one.command === command));
  const own = left(started);
  const all = [...own, ...below(own.map(({ pid }) => pid), running())];
  signal(all, 'SIGTERM');
  const end = Date.now() + GRACE_MILLISECONDS;
  while (left(all).length > 0 && Date.now() < end) await pause(50);
  signal(left(all), 'SIGKILL');
}

function signal(processes, name) {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // it has ended meanwhile
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
