import type { NetworkSize } from '../estimate/network/ways';
import { readOptions, UsageError } from './options';
import { type ProveArguments, readProveArguments } from './prove-arguments';

/** What the command was asked to do. */
export type Arguments = InventoryArguments | CostArguments | NetworkCostArguments | DiagramArguments | ProveArguments;

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

export interface NetworkCostArguments {
  readonly command: 'estimate network';
  readonly size: NetworkSize;
  readonly json: boolean;
  /** A price table. @default - the one that is published with this package */
  readonly prices?: string;
  readonly region?: string;
}

export interface DiagramArguments {
  readonly command: 'diagram';
  readonly folder: string;
  /** The folder into which `network.svg` is written. @default - the picture is the output */
  readonly output?: string;
  /** Where stacks go that may go anywhere. */
  readonly account?: string;
  readonly region?: string;
}

export const USAGE = `assurance inventory FOLDER [--json] [--fail-above PERCENT]
assurance estimate cost FOLDER [--prices FILE] [--usage FILE] [--region REGION] [--json]
assurance estimate network --accounts NUMBER [--zones NUMBER] [--endpoints NUMBER] [--gigabytes NUMBER] [--prices FILE] [--region REGION] [--json]
assurance prove personas (FOLDER [--template WHERE] | --snapshot FOLDER) --matrix FILE [--format FORMAT] [--account ACCOUNT] [--region REGION]
assurance prove accounts (FOLDER [--template WHERE] | --snapshot FOLDER) [--matrix FILE] [--format FORMAT] [--account ACCOUNT] [--region REGION]
assurance prove network FOLDER [--template WHERE] [--matrix FILE] [--format FORMAT] [--account ACCOUNT] [--region REGION]
assurance diagram FOLDER [--output FOLDER] [--account ACCOUNT] [--region REGION]
assurance mutate FOLDER [--template WHERE] [--matrix FILE] [--network FILE] [--format FORMAT] [--account ACCOUNT] [--region REGION]

  FOLDER                a synthesized assembly: cdk.out
  --json                for programs
  --fail-above PERCENT  exit code 1 when a stack uses more than PERCENT of a CloudFormation limit
  --prices FILE         a price table of your own instead of the one that comes with this command
  --accounts NUMBER     accounts with workloads, whose ways to AWS services are compared
  --zones NUMBER        zones in which endpoints stand: 2 if nothing is said
  --endpoints NUMBER    interface endpoints that an account needs: 7 if nothing is said
  --gigabytes NUMBER    data through interface endpoints, in GB for each account a month: 100 if nothing is said
  --usage FILE          what is used in a month: {"111111111111": {"s3-storage": 500}}
  --region REGION       take this region's prices for stacks whose region has none, or that may go anywhere; of proofs: where
                        such stacks go
  --account ACCOUNT     where stacks go that may go anywhere
  --matrix FILE         who may do what where, in YAML or JSON; of prove network: what networks may do
  --network FILE        of mutate: what networks may do. One of --network and --matrix is needed
  --template WHERE      a template that something else deploys, such as a landing zone, as FILE@ACCOUNT/REGION; several accounts are
                        joined by commas, and several templates given by several --template
  --snapshot FOLDER     what was exported from accounts, instead of templates
  --output FOLDER       write network.svg there instead of to standard output
  --format FORMAT       text, json, sarif or html`;

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  if (command === 'inventory') {
    const { folder, json, values } = oneFolder(rest, ['--fail-above']);
    return { command, folder, json, failAbove: '--fail-above' in values ? percent(values['--fail-above']) : undefined };
  }
  if (command === 'estimate') {
    if (rest[0] === 'network') return readNetworkCost(rest.slice(1));
    if (rest[0] !== 'cost') throw new UsageError(`estimate ${rest[0] ?? ''} is no command: what is to be estimated is cost or network`);
    const { folder, json, values } = oneFolder(rest.slice(1), ['--prices', '--usage', '--region']);
    return { command: 'estimate cost', folder, json, prices: values['--prices'], usage: values['--usage'], region: values['--region'] };
  }
  if (command === 'prove') {
    if (rest[0] !== 'personas' && rest[0] !== 'accounts' && rest[0] !== 'network') throw new UsageError(`prove ${rest[0] ?? ''} is no command: what is to be proved is personas, accounts or network`);
    return readProveArguments(`prove ${rest[0]}`, rest.slice(1));
  }
  if (command === 'diagram') {
    const { folder, json, values } = oneFolder(rest, ['--output', '--account', '--region']);
    if (json) throw new UsageError('diagram takes no --json: what it gives is SVG');
    return { command, folder, output: values['--output'], account: values['--account'], region: values['--region'] };
  }
  if (command === 'mutate') return readProveArguments('mutate', rest);
  throw new UsageError(`${command ? `${command} is no command` : 'no command'}`);
}

function readNetworkCost(args: readonly string[]): NetworkCostArguments {
  const { folders, json, values } = readOptions(args, ['--accounts', '--zones', '--endpoints', '--gigabytes', '--prices', '--region']);
  if (folders.length > 0) throw new UsageError(`${folders.join(' ')} is not understood: estimate network reads no folder`);
  if (values['--accounts'] === undefined) throw new UsageError('estimate network needs --accounts NUMBER: which way is cheapest hangs on it');
  const number = (option: string, otherwise: number) => (values[option] === undefined ? otherwise : numberIn(option, values[option]));
  return {
    command: 'estimate network', json, prices: values['--prices'], region: values['--region'],
    size: { accounts: number('--accounts', 1), zones: number('--zones', 2), endpoints: number('--endpoints', 7), gigabytes: number('--gigabytes', 100) },
  };
}

function numberIn(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new UsageError(`${option} ${text} is no number`);
  return value;
}

function oneFolder(args: readonly string[], withValue: readonly string[]) {
  const { folders, json, values } = readOptions(args, withValue);
  if (folders.length !== 1) throw new UsageError(`${folders.length} folders are given, one is needed`);
  return { folder: folders[0], json, values };
}

function percent(text: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= 100)) throw new UsageError(`--fail-above ${text} is no percentage from 0 to 100`);
  return value;
}
