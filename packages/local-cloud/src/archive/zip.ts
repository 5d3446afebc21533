import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';

/** Unpacks a zip into a folder. @throws Error for an entry that would leave the folder */
export function unzip(bytes: Uint8Array, folder: string): void {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const target = path.resolve(folder, name);
    if (target !== folder && !target.startsWith(folder + path.sep)) throw new Error(`the archive's entry ${name} would leave its folder`);
    if (name.endsWith('/')) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

/** Packs files of a folder. @param names relative to the folder; their modes are kept */
export function zip(folder: string, names: readonly string[]): Uint8Array {
  const entries: Zippable = {};
  for (const name of names) {
    const { mode } = statSync(path.join(folder, name));
    entries[name.split(path.sep).join('/')] = [readFileSync(path.join(folder, name)), { os: 3, attrs: (mode & 0xffff) * 0x10000, level: 1 }];
  }
  return zipSync(entries);
}

/** Every file below a folder, relative to it, without git's own. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(path.sep).includes('.git'))
    .sort();
}
