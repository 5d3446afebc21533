import { readFileSync } from 'node:fs';
import { AccountPurpose, AccountTopology } from '@mlops-foundation/ml-accounts';
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** What the walk needs to know of a topology file. */
export interface Topology {
  readonly file: string;
  readonly team: string;
  readonly region: string;
  /** Account ids by purpose: `tooling`, `data-lake`, `experimentation`, `dev`, `pre-prod`, `prod`. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** The accounts that the walk goes through. */
const NEEDED: readonly string[] = [AccountPurpose.TOOLING, AccountPurpose.DATA_LAKE, AccountPurpose.EXPERIMENTATION, AccountPurpose.DEV, AccountPurpose.PRE_PROD, AccountPurpose.PROD];

/** A file that no walk can begin with: each problem in a line, with file, line, value and rule. */
export class UnusableTopology extends Error {
  constructor(file: string, problems: readonly string[]) {
    super([`${problems.length} problem(s) in ${file}; nothing was started`, ...problems].join('\n'));
    this.name = 'UnusableTopology';
  }
}

/**
 * @param file a topology with one team, which has the accounts of the walk
 * @throws UnusableTopology with every problem
 */
export function readTopology(file: string): Topology {
  const text = readFileSync(file, 'utf8');
  const problems = [...problemsOf(text, file), ...problemsOfWalk(text, file)];
  if (problems.length > 0) throw new UnusableTopology(file, problems);
  const [{ team, region, accounts }] = AccountTopology.fromText(text, file).teams;
  return { file, team, region, accounts };
}

/** What `ml-accounts` says of it. */
function problemsOf(text: string, file: string): string[] {
  try {
    AccountTopology.fromText(text, file);
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TopologyError') throw error;
    // the first line counts them
    return error.message.split('\n').slice(1);
  }
}

/** What the walk needs beyond that. */
function problemsOfWalk(text: string, file: string): string[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const teams = document.errors.length === 0 && document.get('teams');
  if (!isSeq(teams)) return [];
  const at = (node: unknown, problem: string) => `${file}:${lines.linePos((node as Node).range?.[0] ?? 0).line}: ${problem}`;
  const others = teams.items.slice(1).map((team, index) => at(team, `teams.${index + 1} is one team more than the walk has: leave one`));
  const accounts = isMap(teams.items[0]) ? teams.items[0].get('accounts') : undefined;
  const missing = isMap(accounts) ? NEEDED.filter((purpose) => !accounts.has(purpose)) : [];
  return [...others, ...missing.map((purpose) => at(accounts, `teams.0.accounts has no ${purpose}: add its 12-digit id, the walk goes through ${NEEDED.join(', ')}`))];
}
