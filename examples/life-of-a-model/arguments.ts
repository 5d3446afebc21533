import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** What `npm start -- …` takes. */
export interface Arguments {
  /** Leave the cloud running afterwards. */
  readonly keep: boolean;
  /** The topology file. */
  readonly topology: string;
  /** An assembly of the foundation to deploy. @default - synthesized from the topology */
  readonly assembly?: string;
  /** A build repository of the user's own. @default - the seed's, with one hyper-parameter changed */
  readonly repo?: string;
  /** A deploy repository of the user's own. @default - the seed's */
  readonly deployRepo?: string;
  /** A CSV file that the user's own repository trains on. @default - the clients of a bank that the seed trains on */
  readonly data?: string;
  /** A file for who worked when: `npm run bench` reads it. @default - nothing is written */
  readonly timings?: string;
}

/** Options that name a file or a folder, relative to where the user stands. */
const PATHS = { '--topology': 'topology', '--assembly': 'assembly', '--repo': 'repo', '--deploy-repo': 'deployRepo', '--data': 'data', '--timings': 'timings' } as const;
/** `npm start` prints it before anything is installed. */
const USAGE = readFileSync(path.join(__dirname, 'usage.txt'), 'utf8').trim();

/** @throws Error that names every argument that is not understood */
export function readArguments(args: readonly string[], repository: string): Arguments {
  const wrong: string[] = [];
  const given: Partial<Record<(typeof PATHS)[keyof typeof PATHS], string>> = {};
  let keep = false;
  for (let i = 0; i < args.length; i++) {
    const option = PATHS[args[i] as keyof typeof PATHS];
    if (args[i] === '--keep') keep = true;
    else if (option && args[i + 1]) given[option] = path.resolve(args[++i]);
    else wrong.push(args[i]);
  }
  if (!given.repo) for (const [option, name] of [['--deploy-repo', given.deployRepo], ['--data', given.data]] as const) if (name) wrong.push(`${option} without --repo`);
  if (wrong.length > 0) throw new Error(`not understood: ${wrong.join(' ')}\n${USAGE}`);
  return { ...given, keep, topology: given.topology ?? path.join(repository, 'examples', 'foundation', 'topologies', 'reliable.yaml') };
}
