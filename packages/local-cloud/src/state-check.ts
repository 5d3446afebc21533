import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The form in which a local cloud keeps its state; another number with each change that an older or newer version would not understand. */
export const FORMAT = 1;

/** Names all files of a state that nobody can go on with. @throws Error with each of them and what to do */
export function demandReadable(folder: string, mark: string): void {
  const problems = [...formatProblems(path.join(folder, mark)), ...recordProblems(path.join(folder, 'runner')), ...emulatorProblems(path.join(folder, 'emulator', 'state'))];
  if (problems.length === 0) return;
  throw new Error(`the state in ${folder} cannot be read:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n"local-cloud reset" forgets it and starts anew; until then nothing of it is changed`);
}

function formatProblems(file: string): string[] {
  const format = parsed(file)?.value?.format;
  return format === FORMAT ? [] : [`${file}: it is of format ${format ?? 'unknown, from before anything was kept'}, and this version reads format ${FORMAT}`];
}

/** The runner's records. */
function recordProblems(folder: string): string[] {
  return jsonFiles(folder).flatMap((file) => {
    const { value, problem } = parsed(file);
    if (problem) return `${file}: ${problem}`;
    const isRecord = typeof value?.key === 'string' && typeof value.number === 'number' && typeof value.value === 'object' && value.value !== null;
    return isRecord ? [] : `${file}: it holds no record`;
  });
}

/** The emulator drops a service's state that it cannot read, and saves what is left over it. */
function emulatorProblems(folder: string): string[] {
  return jsonFiles(folder).flatMap((file) => {
    const { problem } = parsed(file);
    return problem ? `${file}: ${problem}` : [];
  });
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.json')).sort().map((name) => path.join(folder, name));
}

function parsed(file: string): { value?: any; problem?: string } {
  try {
    return { value: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
