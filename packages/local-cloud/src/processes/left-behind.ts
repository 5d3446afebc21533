import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { groupOf, killNow } from './kill-tree';

/** The variable by which a process is known to be one of a state folder's. */
const MARK = 'LOCAL_CLOUD_STATE';

export const markOf = (state: string): Record<string, string> => ({ [MARK]: state });

/**
 * Ends what a cloud that was killed left running: builds, jobs and models, which nobody waits for any more.
 * @param log told when that cannot be found out here
 */
export function endLeftBehind(state: string, log: (line: string) => void = console.warn): void {
  const mark = `${MARK}=${state}`;
  const groups = existsSync('/proc/self/environ') ? groupsInProc(mark) : groupsByPs(mark, log);
  for (const pid of groups) killNow({ pid });
}

/** On Linux, where a container may have no `ps` (https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html). */
function groupsInProc(mark: string): Set<number> {
  const marked = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark));
  return new Set(marked.map(groupOf).filter((group) => group > 1));
}

/** One variable each. None of a process that is somebody else's, or gone. */
function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** A variable's end cannot be told from a space in it: whatever follows must begin the next variable, or be nothing. */
function groupsByPs(mark: string, log: (line: string) => void): Set<number> {
  try {
    const table = execFileSync('ps', ['eww', '-e', '-o', 'pgid=,args='], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    return new Set(table.split('\n').filter((line) => isMarked(line, mark)).map((line) => Number(line.trim().split(/\s+/)[0])));
  } catch (error) {
    log(`local-cloud: what an earlier cloud may have left running is not looked for: ${(error as Error).message}`);
    return new Set();
  }
}

function isMarked(line: string, mark: string): boolean {
  const at = line.indexOf(` ${mark}`);
  return at >= 0 && /^( [A-Za-z_]\w*=|\s*$)/.test(line.slice(at + mark.length + 1));
}
