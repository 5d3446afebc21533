import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Log } from './cloud';

/** Logs by component, a file each. */
export function fileLog(folder: string): Log {
  return {
    write(component, line) {
      const file = path.join(folder, `${component}.log`);
      mkdirSync(path.dirname(file), { recursive: true });
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
    },
  };
}
