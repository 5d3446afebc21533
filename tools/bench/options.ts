import { UsageError } from '../process/command';

/** What `npm run bench -- …` takes. */
export interface BenchOptions {
  readonly parts: readonly string[];
  /** Also from a fresh clone with nothing installed. */
  readonly cold: boolean;
  /** How long memory is watched under repeated work. */
  readonly minutes: number;
}

const DEFAULT_MINUTES = 3;

/** @throws UsageError that names everything that is not understood */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const parts: string[] = [];
  const unknown: string[] = [];
  let cold = false;
  let minutes = DEFAULT_MINUTES;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--cold') cold = true;
    else if (args[i] === '--minutes' && Number(args[i + 1]) > 0) minutes = Number(args[++i]);
    else if (known.includes(args[i])) parts.push(args[i]);
    else unknown.push(args[i]);
  }
  if (unknown.length > 0) throw new UsageError(`not understood: ${unknown.join(' ')}`);
  return { parts: parts.length > 0 ? parts : known, cold, minutes };
}
