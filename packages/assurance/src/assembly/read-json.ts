import { readFileSync } from 'node:fs';
import { AssemblyError } from './assembly-error';

export interface JsonFile {
  readonly value: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}

/**
 * Reads a JSON object.
 * @param remedy what to do about a file that is not there or wrong. @default synthesize
 * @throws AssemblyError when the file is not there or holds something else
 */
export function readJson(file: string, what: string, remedy?: string): JsonFile {
  const text = readText(file, what, remedy);
  const value = parse(file, text, remedy);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AssemblyError(file, `${what} must be a JSON object`, remedy ?? 'Synthesize again');
  return { value: value as JsonFile['value'], bytes: Buffer.byteLength(text) };
}

/** @throws AssemblyError when the file cannot be read */
export function readText(file: string, what: string, remedy = 'Give a folder that `cdk synth` wrote, cdk.out for instance'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR' && code !== 'EACCES') throw error;
    throw new AssemblyError(file, `there is no ${what} that can be read here (${code})`, remedy);
  }
}

function parse(file: string, text: string, remedy = 'Synthesize again'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError(file, `it is no JSON (${(error as Error).message})`, remedy);
  }
}
