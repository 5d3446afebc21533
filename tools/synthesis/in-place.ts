import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { FolderLock } from '../../packages/local-cloud/src/processes/folder-lock';

/**
 * Writes a folder beside its place and puts it there when it is whole. Two who write the same one at once do not tear it: it is one's or the other's.
 * @param write gets the folder to write into
 */
export async function inPlace(folder: string, write: (fresh: string) => void): Promise<void> {
  const [fresh, old] = ['new', 'old'].map((age) => `${folder}.${process.pid}.${age}`);
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    write(fresh);
    const lock = await FolderLock.take(`${folder}.lock`, () => console.log(`${folder} is being written by another process: waiting`));
    try {
      if (existsSync(folder)) renameSync(folder, old);
      renameSync(fresh, folder);
    } finally {
      lock.release();
    }
  } finally {
    for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  }
}
