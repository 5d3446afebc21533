import { UsageError } from '../process/command';
import type { By } from './walk';

export interface Options {
  readonly by: By;
  /** Numbers of stations, and `two` for two walks at once. None: all. */
  readonly chosen: readonly (number | 'two')[];
}

const SIGNALS: readonly string[] = ['SIGINT', 'SIGTERM'] satisfies By[];

/** @throws UsageError that names everything that is not understood */
export function readOptions(args: readonly string[], stations: number): Options {
  const wrong: string[] = [];
  const chosen: (number | 'two')[] = [];
  let by: By = 'SIGINT';
  for (let i = 0; i < args.length; i++) {
    const number = Number(args[i]);
    if (args[i] === '--signal') {
      if (SIGNALS.includes(args[++i])) by = args[i] as By;
      else wrong.push(`--signal ${args[i] ?? ''}`.trim());
    } else if (args[i] === 'two') chosen.push('two');
    else if (Number.isInteger(number) && number >= 1 && number <= stations) chosen.push(number);
    else wrong.push(args[i]);
  }
  if (wrong.length > 0) throw new UsageError(`not understood: ${wrong.join(' ')}`);
  return { by, chosen };
}
