import { UsageError } from '../process/command';

export interface Options {
  /** How many cases are made. */
  readonly cases: number;
  /** The first of them. The same seed makes the same cases. */
  readonly seed: number;
}

const DEFAULTS: Options = { cases: 20_000, seed: 1 };

/** Reads `--cases 20000 --seed 1`. @throws UsageError with what was not understood */
export function readOptions(given: readonly string[]): Options {
  const options: { -readonly [key in keyof Options]: number } = { ...DEFAULTS };
  for (let index = 0; index < given.length; index += 2) {
    const [name, value] = [given[index].replace(/^--/, ''), given[index + 1]];
    if (!(name in DEFAULTS) || !/^[1-9]\d*$/.test(value ?? '')) throw new UsageError(`${given[index]} ${value ?? ''}: there are --cases and --seed, each with a whole number above 0`);
    options[name as keyof Options] = Number(value);
  }
  return options;
}
