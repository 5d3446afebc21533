import { AssemblyError } from '../assembly/assembly-error';
import { readAssembly } from '../assembly/read-assembly';
import { asText } from '../inventory/as-text';
import { above, inventory } from '../inventory/inventory';
import { readArguments, UsageError } from './arguments';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** @returns the exit code: 0 all is well, 1 something was found, 2 it could not be looked at */
export function run(args: readonly string[], { out, err }: Output): number {
  try {
    const { folder, json, failAbove } = readArguments(args);
    const found = inventory(readAssembly(folder));
    out(json ? JSON.stringify(found, null, 2) : asText(found));
    const excess = failAbove === undefined ? [] : above(failAbove, found);
    excess.forEach(err);
    return excess.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof AssemblyError || error instanceof UsageError)) throw error;
    err(error.message);
    return 2;
  }
}
