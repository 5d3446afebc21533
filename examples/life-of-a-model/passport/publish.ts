import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { page } from './page/page';
import type { Passport } from './passport';

/**
 * Writes a passport into a folder: `index.html` for people, `facts.json` for machines.
 * @returns the page's path
 */
export function publish(passport: Passport, folder: string): string {
  mkdirSync(folder, { recursive: true });
  write(path.join(folder, 'facts.json'), `${JSON.stringify(passport, null, 2)}\n`);
  return write(path.join(folder, 'index.html'), page(passport));
}

/** Whoever has the page open while a walk goes on never reads half of it. */
function write(file: string, text: string): string {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
  return file;
}
