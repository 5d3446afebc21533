import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 200;

/** One process at a time works on a folder. A lock whose holder is gone counts for nothing. */
export class FolderLock {
  /** @param onWait is called once, when another process holds it */
  static async take(file: string, onWait: () => void): Promise<FolderLock> {
    for (let waited = false; ; waited = true) {
      if (tryTo(file)) return new FolderLock(file);
      if (!waited) onWait();
      await pause(LOOK_MILLISECONDS);
    }
  }

  private constructor(private readonly file: string) {}

  release(): void {
    rmSync(this.file, { force: true });
  }
}

function tryTo(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!lives(holder(file))) rmSync(file, { force: true });
    return false;
  }
}

/** Ourselves, who live, while the file is being written or has just gone. */
function holder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return process.pid;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
