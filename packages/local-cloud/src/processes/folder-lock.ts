import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 100;

/** One process at a time works on a folder. A lock whose holder is gone counts for nothing. */
export class FolderLock {
  /** @param onWait is called once, when another process holds it */
  static async take(file: string, onWait: () => void): Promise<FolderLock> {
    for (let waited = false; ; waited = true) {
      if (claimFile(file)) return new FolderLock(file);
      removeStale(file);
      if (claimFile(file)) return new FolderLock(file);
      if (!waited) onWait();
      await pause(LOOK_MILLISECONDS);
    }
  }

  private constructor(private readonly file: string) {}

  release(): void {
    rmSync(this.file, { force: true });
  }
}

/** Makes a file that holds our number, unless there is one. It is there with its content at once: nobody sees it empty. */
export function claimFile(file: string): boolean {
  const mine = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(mine);
  }
}

/** Removes the file of a process that is gone. One process at a time, and after another look: it may be somebody's new one meanwhile. */
export function removeStale(file: string): void {
  if (!isStale(file)) return;
  const clearing = `${file}.clearing`;
  if (!claimFile(clearing)) {
    if (isStale(clearing)) rmSync(clearing, { force: true });
    return;
  }
  if (isStale(file)) rmSync(file, { force: true });
  rmSync(clearing);
}

function isStale(file: string): boolean {
  try {
    return !lives(Number(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}

/** Whether there is a process of a number. */
export function lives(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
