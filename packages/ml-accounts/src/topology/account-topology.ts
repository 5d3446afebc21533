import * as fs from 'node:fs';
import * as path from 'node:path';
import { AccountSet } from './account-set';
import { TOPOLOGY_SCHEMA } from './topology.schema';
import { TopologyError } from './topology-error';

interface TopologyFile {
  readonly region: string;
  readonly stackPrefix?: string;
  readonly availabilityZones?: string[];
  readonly teams: { readonly name: string; readonly costCentre?: string; readonly accounts: { [purpose: string]: string } }[];
}

/** The reader of YAML and the validator, bundled with their licences: npm workspaces drop bundled dependencies. */
const VENDORED = path.join(__dirname, '..', '..', 'assets', 'vendor', 'topology-text.js');

/**
 * All teams and their accounts, from a file or from code.
 * @example
 * const topology = AccountTopology.fromText('region: eu-west-1\nteams: [{ name: credit, accounts: { dev: "444444444444" } }]');
 */
export class AccountTopology {
  /**
   * Reads a topology in YAML or JSON.
   * Throws with file, line, value and rule of every problem.
   * @param file its path
   */
  static fromFile(file: string): AccountTopology {
    return AccountTopology.fromText(fs.readFileSync(file, 'utf8'), file);
  }

  /**
   * Reads a topology from text in YAML or JSON.
   * @param text the topology
   * @param name how errors call the text
   */
  static fromText(text: string, name?: string): AccountTopology {
    const { readTopologyText } = require(VENDORED);
    const { value, problems } = readTopologyText(text, TOPOLOGY_SCHEMA);
    if (problems.length > 0) throw new TopologyError(name ?? 'topology', problems);
    const { region, stackPrefix, availabilityZones, teams } = value as TopologyFile;
    return new AccountTopology(teams.map(({ name: team, accounts, costCentre }) => new AccountSet({ team, region, accounts, stackPrefix, availabilityZones, costCentre })));
  }

  constructor(
    /** One set of accounts for each team. */
    readonly teams: AccountSet[],
  ) {}
}
