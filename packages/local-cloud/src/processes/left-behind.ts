import { execFileSync } from 'node:child_process';
import { killNow } from './kill-tree';

/** The variable by which a process is known to be one of a state folder's. */
const MARK = 'LOCAL_CLOUD_STATE';

export const markOf = (state: string): Record<string, string> => ({ [MARK]: state });

/** Ends what a cloud that was killed left running: builds, jobs and models, which nobody waits for any more. */
export function endLeftBehind(state: string): void {
  const table = execFileSync('ps', ['eww', '-e', '-o', 'pgid=,args='], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const groups = table.split('\n').filter((line) => `${line} `.includes(` ${MARK}=${state} `)).map((line) => Number(line.trim().split(/\s+/)[0]));
  for (const pid of new Set(groups)) killNow({ pid });
}
