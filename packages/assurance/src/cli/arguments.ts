/** What the command was asked to do. */
export type Arguments = InventoryArguments | CostArguments;

export interface InventoryArguments {
  readonly command: 'inventory';
  readonly folder: string;
  readonly json: boolean;
  /** Fail when a stack uses more than this share of a limit, in percent. @default - never */
  readonly failAbove?: number;
}

export interface CostArguments {
  readonly command: 'estimate cost';
  readonly folder: string;
  readonly json: boolean;
  /** A price table. @default - the one that is published with this package */
  readonly prices?: string;
  /** What is used in a month. @default - nothing */
  readonly usage?: string;
  /** The region whose prices stand for stacks in regions that the table has not. @default - such stacks are an error */
  readonly region?: string;
}

export const USAGE = `assurance inventory FOLDER [--json] [--fail-above PERCENT]
assurance estimate cost FOLDER [--prices FILE] [--usage FILE] [--region REGION] [--json]

  FOLDER                a synthesized assembly: cdk.out
  --json                for programs
  --fail-above PERCENT  exit code 1 when a stack uses more than PERCENT of a CloudFormation limit
  --prices FILE         a price table of your own instead of the one that comes with this command
  --usage FILE          what is used in a month: {"111111111111": {"s3-storage": 500}}
  --region REGION       take this region's prices for stacks whose region has none, or that may go anywhere`;

/** Arguments that are not understood. */
export class UsageError extends Error {}

/** @throws UsageError with the usage */
export function readArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  if (command === 'inventory') {
    const { folder, json, values } = readOptions(rest, ['--fail-above']);
    return { command, folder, json, failAbove: '--fail-above' in values ? percent(values['--fail-above']) : undefined };
  }
  if (command === 'estimate') {
    if (rest[0] !== 'cost') throw new UsageError(`estimate ${rest[0] ?? ''} is no command: what is to be estimated is cost\n\n${USAGE}`);
    const { folder, json, values } = readOptions(rest.slice(1), ['--prices', '--usage', '--region']);
    return { command: 'estimate cost', folder, json, prices: values['--prices'], usage: values['--usage'], region: values['--region'] };
  }
  throw new UsageError(`${command ? `${command} is no command` : 'no command'}\n\n${USAGE}`);
}

interface Options {
  readonly folder: string;
  readonly json: boolean;
  readonly values: Readonly<Record<string, string>>;
}

/** @param withValue the options behind which a value stands */
function readOptions(args: readonly string[], withValue: readonly string[]): Options {
  const folders: string[] = [];
  const values: Record<string, string> = {};
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === '--json') json = true;
    else if (withValue.includes(argument)) values[argument] = valueOf(argument, args[++i]);
    else if (argument.startsWith('-')) throw new UsageError(`${argument} is not understood\n\n${USAGE}`);
    else folders.push(argument);
  }
  if (folders.length !== 1) throw new UsageError(`${folders.length} folders are given, one is needed\n\n${USAGE}`);
  return { folder: folders[0], json, values };
}

function valueOf(option: string, value: string | undefined): string {
  if (value === undefined || value.startsWith('--')) throw new UsageError(`${option} needs a value behind it\n\n${USAGE}`);
  return value;
}

function percent(text: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= 100)) throw new UsageError(`--fail-above ${text} is no percentage from 0 to 100\n\n${USAGE}`);
  return value;
}
