import * as path from 'node:path';

/** The command line is not understood: nothing was begun. */
export class UsageError extends Error {}

/** What the command line says. */
export interface Options {
  readonly state: string;
  readonly port: number;
  /** @default eu-west-1, or where it ran before */
  readonly region?: string;
  readonly wheels?: string;
  /** A file with further rows of the image table. */
  readonly images?: string;
  readonly deployer?: string;
  /** Whether what was kept is forgotten. */
  readonly fresh: boolean;
  /** Whether only what was refused is printed. */
  readonly denied: boolean;
  /** Whether it is printed as lines of JSON. */
  readonly json: boolean;
  /** Arguments that are no options. */
  readonly rest: readonly string[];
}

const FLAGS = ['fresh', 'denied', 'json'];
const NAMES = ['state', 'port', 'region', 'wheels', 'images', 'deployer'];

/** @throws UsageError naming every option that there is not, or that has no value */
export function readOptions(args: readonly string[]): Options {
  const given: Record<string, string> = {};
  const rest: string[] = [];
  const wrong: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const name = /^--(.+)$/.exec(args[i])?.[1];
    if (!name) rest.push(args[i]);
    else if (FLAGS.includes(name)) given[name] = 'true';
    else if (NAMES.includes(name) && args[i + 1] !== undefined) given[name] = args[++i];
    else wrong.push(args[i]);
  }
  if (given.port !== undefined && !/^\d+$/.test(given.port)) wrong.push(`--port ${given.port} (a number, 0 for a free one)`);
  if (wrong.length > 0) throw new UsageError(`not understood: ${wrong.join(' ')}`);
  return {
    state: path.resolve(given.state ?? '.local-cloud'), port: Number(given.port ?? 0), region: given.region, wheels: given.wheels, images: given.images && path.resolve(given.images),
    deployer: given.deployer, fresh: given.fresh !== undefined, denied: given.denied !== undefined, json: given.json !== undefined, rest,
  };
}

export function usage(): string {
  return `local-cloud up [--fresh]                starts a local cloud in the background, where it was when it ended; --fresh forgets that
local-cloud deploy <cdk.out> [STACK …]  bootstraps the assembly's accounts and deploys it with the stock CDK CLI
local-cloud destroy <cdk.out> [STACK …] takes its stacks away again with the stock CDK CLI
local-cloud status                      whether it runs, and where
local-cloud logs [COMPONENT]            its logs: gateway, cloudformation, codepipeline, …
local-cloud trace [--denied] [--json]   who asked what, allowed or not, by which statement; --denied: refusals only; --json: as lines of JSON
local-cloud table [SERVICE]             which operations and types run, are stored, are refused, and what differs from AWS
local-cloud reset                       forgets everything that was deployed, at the address it has
local-cloud down                        stops it; what is deployed is kept
Options: --state FOLDER (.local-cloud)  --port N (a free one)  --region R (eu-west-1)  --wheels FOLDER  --images FILE (rows of the image table)
         --deployer ACCOUNT (that of the first stack), which every account trusts that is bootstrapped
Exit code: 0 all is well, 1 something failed, 2 not understood, 3 of status: none runs.
It is not AWS: docs/local-cloud.md says what it emulates.`;
}
