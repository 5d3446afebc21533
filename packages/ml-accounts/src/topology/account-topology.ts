import * as fs from 'node:fs';
import * as path from 'node:path';
import { sharedAccountProblems, teamProblems, type TopologyProblem } from '../private/topology-rules';
import { AccountSet } from './account-set';
import { TOPOLOGY_SCHEMA } from './topology.schema';
import type { LandingZone } from './landing-zone';
import { TopologyError } from './topology-error';

interface TopologyFile {
  readonly region: string;
  readonly stackPrefix?: string;
  readonly availabilityZones?: string[];
  readonly landingZone?: LandingZone;
  readonly teams: { readonly name: string; readonly costCentre?: string; readonly accounts: { [purpose: string]: string } }[];
}

interface TopologyText {
  readonly value?: unknown;
  readonly problems: TopologyProblem[];
  /** The line of a place in dots, 1-based. */
  lineOf(path: string): number | undefined;
}

/** The reader of YAML and the validator, bundled with their licences: npm workspaces drop bundled dependencies. */
const VENDORED = path.join(__dirname, '..', '..', 'assets', 'vendor', 'topology-text.js');

/**
 * All teams and their accounts, from a file or from code.
 * @example
 * const topology = AccountTopology.fromText('region: eu-west-1\nteams: [{ name: credit, accounts: { dev: "444444444444" } }]');
 */
export class AccountTopology {
  /** The JSON schema of a topology file, as text: write it to a file for your editor. */
  static readonly SCHEMA: string = JSON.stringify(TOPOLOGY_SCHEMA, undefined, 2);

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
   * @param name how errors call the text; `topology` if it has none
   */
  static fromText(text: string, name: string = 'topology'): AccountTopology {
    const { readTopologyText } = require(VENDORED);
    const { value, problems, lineOf }: TopologyText = readTopologyText(text, TOPOLOGY_SCHEMA);
    TopologyError.throwIfAny(name, problems);
    const { region, stackPrefix, availabilityZones, landingZone, teams } = value as TopologyFile;
    const named = teams.map(({ name: team, accounts }) => ({ team, accounts }));
    TopologyError.throwIfAny(name, [...teamProblems(named.map(({ team }) => team)), ...sharedAccountProblems(named)].map((problem) => ({ ...problem, line: lineOf(problem.path) })));
    return new AccountTopology(teams.map(({ name: team, accounts, costCentre }, index) => {
      const set = new AccountSet({ team, region, accounts, stackPrefix, availabilityZones, costCentre, landingZone });
      set._place = `${name}:${lineOf(`teams.${index}.accounts`)}`;
      return set;
    }));
  }

  constructor(
    /** One set of accounts for each team. */
    readonly teams: AccountSet[],
  ) {
    TopologyError.throwIfAny('topology', [...teamProblems(teams.map(({ team }) => team)), ...sharedAccountProblems(teams)]);
  }
}
