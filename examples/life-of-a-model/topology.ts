import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the walk needs to know of a topology file; `ml-accounts` validates it when the foundation is synthesized. */
export interface Topology {
  readonly file: string;
  readonly team: string;
  readonly region: string;
  /** Account ids by purpose: `tooling`, `data-lake`, `experimentation`, `dev`, `pre-prod`, `prod`. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** @param file a topology with one team */
export function readTopology(file: string): Topology {
  const { region, teams } = parse(readFileSync(file, 'utf8'));
  const [team] = teams;
  return { file, team: team.name, region, accounts: team.accounts };
}
