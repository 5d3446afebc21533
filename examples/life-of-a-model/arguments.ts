import * as path from 'node:path';

/** What `npm start -- …` takes. */
export interface Arguments {
  /** Leave the cloud running afterwards. */
  readonly keep: boolean;
  /** The topology file. */
  readonly topology: string;
  /** An assembly of the foundation to deploy. @default - synthesized from the topology */
  readonly assembly?: string;
  /** A file for who worked when: `npm run bench` reads it. @default - nothing is written */
  readonly timings?: string;
}

/** @throws Error that names every argument that is not understood */
export function readArguments(args: readonly string[], repository: string): Arguments {
  const unknown: string[] = [];
  let keep = false;
  let assembly: string | undefined;
  let timings: string | undefined;
  let topology = path.join(repository, 'examples', 'foundation', 'topologies', 'reliable.yaml');
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--keep') keep = true;
    else if (args[i] === '--topology' && args[i + 1]) topology = path.resolve(args[++i]);
    else if (args[i] === '--assembly' && args[i + 1]) assembly = path.resolve(args[++i]);
    else if (args[i] === '--timings' && args[i + 1]) timings = path.resolve(args[++i]);
    else unknown.push(args[i]);
  }
  if (unknown.length > 0) throw new Error(`not understood: ${unknown.join(' ')}. npm start -- [--keep] [--topology FILE] [--assembly FOLDER] [--timings FILE]`);
  return { keep, topology, assembly, timings };
}
