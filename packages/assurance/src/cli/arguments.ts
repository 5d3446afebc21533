/** What the command was asked to do. */
export interface Arguments {
  readonly command: 'inventory';
  readonly folder: string;
  readonly json: boolean;
  /** Fail when a stack uses more than this share of a limit, in percent. @default - never */
  readonly failAbove?: number;
}

export const USAGE = `assurance inventory FOLDER [--json] [--fail-above PERCENT]

  FOLDER                a synthesized assembly: cdk.out
  --json                for programs
  --fail-above PERCENT  exit code 1 when a stack uses more than PERCENT of a CloudFormation limit`;

/** Arguments that are not understood. */
export class UsageError extends Error {}

/** @throws UsageError with the usage */
export function readArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  if (command !== 'inventory') throw new UsageError(`${command ? `${command} is no command` : 'no command'}\n\n${USAGE}`);
  const folders: string[] = [];
  let json = false;
  let failAbove: number | undefined;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '--json') json = true;
    else if (rest[i] === '--fail-above') failAbove = percent(rest[++i]);
    else if (rest[i].startsWith('-')) throw new UsageError(`${rest[i]} is not understood\n\n${USAGE}`);
    else folders.push(rest[i]);
  }
  if (folders.length !== 1) throw new UsageError(`${folders.length} folders are given, one is needed\n\n${USAGE}`);
  return { command, folder: folders[0], json, failAbove };
}

function percent(text: string | undefined): number {
  const value = Number(text);
  if (!text || !(value >= 0 && value <= 100)) throw new UsageError(`--fail-above ${text ?? ''} is no percentage from 0 to 100\n\n${USAGE}`);
  return value;
}
