import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';

/** Unpacks a zip into a folder, files with their modes. @throws Error for an entry that would leave the folder */
export function unzip(bytes: Uint8Array, folder: string): void {
  const modes = modesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const target = path.resolve(folder, name);
    if (target !== folder && !target.startsWith(folder + path.sep)) throw new Error(`the archive's entry ${name} would leave its folder`);
    if (name.endsWith('/')) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
    const mode = modes.get(name);
    if (mode) chmodSync(target, mode);
  }
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06');
const UNIX = 3;

/** What may be run may be run again: the modes that a Unix packed, from the central directory (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12). */
function modesOf(bytes: Buffer): Map<string, number> {
  const modes = new Map<string, number>();
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const mode = bytes.readUInt16LE(at + 40) & 0o777;
    if (bytes[at + 5] === UNIX) modes.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), mode);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return modes;
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
