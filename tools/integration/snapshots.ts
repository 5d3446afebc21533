import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

type Files = ReadonlyMap<string, Buffer>;

/**
 * Assertions carry the time of their synthesis (`salt`), so that AWS makes them again: a snapshot that was written anew differs although nothing changed.
 * Runs something, and puts snapshots back that differ by nothing else. A test's folder of assets is not looked at: git does not know it.
 */
export async function keepingSnapshots<T>(folders: readonly string[], run: () => Promise<T>): Promise<T> {
  const before = folders.map((folder) => filesIn(folder));
  try {
    return await run();
  } finally {
    folders.forEach((folder, index) => restore(folder, before[index]));
  }
}

function restore(folder: string, before: Files): void {
  const after = filesIn(folder);
  if (!isSame(timeless(before), timeless(after))) return;
  for (const [name, content] of before) if (!content.equals(after.get(name) ?? Buffer.alloc(0))) writeFileSync(path.join(folder, name), content);
}

function filesIn(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('asset.')).map(({ name }) => name);
  return new Map(names.sort().map((name) => [name, readFileSync(path.join(folder, name))]));
}

/** The texts of a snapshot without the times, and without the digests of the templates that have one in them. */
function timeless(files: Files): Map<string, string> {
  const digests = [...files].filter(([, content]) => SALT.test(content.toString('utf8'))).map(([name, content]) => ({ name, digest: createHash('sha256').update(content).digest('hex') }));
  return new Map([...files].map(([name, content]) => [name, digests.reduce((text, salted) => text.replaceAll(salted.digest, salted.name), content.toString('utf8')).replace(SALTS, '').replace(DESTINATIONS, '')]));
}

const SALT = /"salt": "\d+"/;
const SALTS = /"salt": "\d+"/g;
/** A destination's name ends in a digest of what it says. */
const DESTINATIONS = /(?<="current_account-current_region-)[0-9a-f]{8}(?=")/g;

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) => one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
