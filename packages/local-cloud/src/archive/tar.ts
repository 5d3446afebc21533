import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Packs the content of a folder, its entries by their names alone. */
export async function packTarGz(folder: string, file: string): Promise<void> {
  const names = readdirSync(folder);
  // tar refuses to pack nothing, unless a list says so
  await run('tar', ['-czf', file, '-C', folder, ...(names.length > 0 ? ['--', ...names] : ['-T', '/dev/null'])], { env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } });
}

/** Unpacks into a folder; tar itself refuses entries that would leave it. */
export async function unpackTarGz(file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run('tar', ['-xzf', file, '-C', folder, '--no-same-owner'], { env: { PATH: process.env.PATH, LANG: 'C.UTF-8' } });
}
