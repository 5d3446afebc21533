import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Log } from './cloud';
import { noSpace } from './no-space';

/** Logs by component, a file each. */
export interface FileLog extends Log {
  /** Why lines are being lost, as long as they are. */
  readonly problem: string | undefined;
}

/** A log that cannot be written ends nothing: it is told on standard error, once, and by `local-cloud status`, until lines can be written again. */
export function fileLog(folder: string): FileLog {
  let problem: string | undefined;
  return {
    get problem() { return problem; },
    write(component, line) {
      const file = path.join(folder, `${component}.log`);
      try {
        append(file, `${new Date().toISOString()} ${line}\n`);
        problem = undefined;
      } catch (error) {
        const known = problem;
        problem = `local-cloud: logs are being lost: ${noSpace(error, folder) ?? (error as Error).message}`;
        if (!known) process.stderr.write(`${problem}\n`);
      }
    },
  };
}

/** Hundreds of lines a second go to folders that are there: only the first of a folder finds none. */
function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, text);
  }
}
