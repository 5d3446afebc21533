import { rmSync } from 'node:fs';

/** Removes the folder of a process that has ended. What cannot be removed is told and keeps nobody waiting. */
export function removeFolder(folder: string, log: (line: string) => void): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    log(`${folder} is left: ${(error as Error).message}`);
  }
}
