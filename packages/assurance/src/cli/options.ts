/** Arguments that are not understood. */
export class UsageError extends Error {}

export interface Options {
  readonly folders: readonly string[];
  readonly json: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** Of options that may come several times. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/**
 * @param withValue the options behind which a value stands
 * @param repeatable those of which there may be several
 * @throws UsageError
 */
export function readOptions(args: readonly string[], withValue: readonly string[], repeatable: readonly string[] = []): Options {
  const folders: string[] = [];
  const values: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === '--json') json = true;
    else if (withValue.includes(argument)) values[argument] = valueOf(argument, args[++i]);
    else if (repeatable.includes(argument)) (lists[argument] ??= []).push(valueOf(argument, args[++i]));
    else if (argument.startsWith('-')) throw new UsageError(`${argument} is not understood`);
    else folders.push(argument);
  }
  return { folders, json, values, lists };
}

function valueOf(option: string, value: string | undefined): string {
  if (value === undefined || value.startsWith('--')) throw new UsageError(`${option} needs a value behind it`);
  return value;
}
