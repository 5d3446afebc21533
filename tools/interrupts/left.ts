import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { running } from '../process/family';

/**
 * What an interrupted walk left, a line each: processes that it had started or that work on its folders, working copies, and files by which its
 * state folder counts as in use.
 */
export function leftovers({ before, state, temporary }: { readonly before: readonly number[]; readonly state: string; readonly temporary: string }): string[] {
  const processes = running().filter(({ pid, command }) => before.includes(pid) || command.includes(`${state}/`) || command.includes(`${temporary}/`));
  return [
    ...processes.map(({ pid, command }) => `process ${pid} still runs: ${command.slice(0, 120)}`),
    ...readdirSync(temporary).filter((name) => name.startsWith('life-of-a-model-')).map((name) => `${path.join(temporary, name)} is still there`),
    ...['pid', 'local-cloud.json'].map((name) => path.join(state, name)).filter(existsSync).map((file) => `${file} still says that a local cloud runs`),
  ];
}
