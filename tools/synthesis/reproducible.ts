import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Assembly } from './examples';
import { synthesize } from './synthesize';

/** Synthesizes twice into different folders. @returns the files that differ or exist once only */
export function differences(assembly: Assembly): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'synth-twice-'));
  try {
    const [one, other] = ['one', 'a-second-place'].map((name) => path.join(folder, name));
    for (const outdir of [one, other]) synthesize(assembly, outdir);
    return differentFiles(one, other);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function differentFiles(one: string, other: string): string[] {
  const files = [...new Set([one, other].flatMap(filesBelow))].sort();
  return files.filter((file) => contentOf(one, file) !== contentOf(other, file));
}

const filesBelow = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(folder, file)).isFile());

function contentOf(folder: string, file: string): string | undefined {
  const full = path.join(folder, file);
  return statSync(full, { throwIfNoEntry: false }) && readFileSync(full, 'latin1');
}
