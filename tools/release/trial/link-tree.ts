import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';

/** What npm writes over in place: a link would change it in every copy. */
const WRITTEN_OVER = ['package.json', 'package-lock.json', '.package-lock.json'];

/** A copy of a folder that shares its files: an installation of hundreds of megabytes, had again in a second. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (WRITTEN_OVER.includes(entry.name)) copyFileSync(source, target);
    else linkSync(source, target);
  }
}
