import { matchesArn } from '@mlops-foundation/policy-evaluation';
import type { PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import type { Finding, OpenPoint, Report } from '../../report/report';
import { Access } from '../access';
import { Explorer, short } from '../chains/explore';
import type { Reached } from '../chains/reached';
import type { Step } from '../chains/facts';
import { type Case, casesOf, filled } from './cases';
import type { Matrix } from './matrix';

export interface PersonaOptions {
  /** Whether ways over several steps are searched for. @default true */
  readonly chains?: boolean;
}

/** Compares what personas may do with what people have decided, directly and over every chain of steps. */
export function provePersonas(graph: PolicyGraph, matrix: Matrix, subject: string, { chains = true }: PersonaOptions = {}): Report {
  const access = new Access(graph);
  const { cases, missing, nobody } = casesOf(graph, matrix);
  const direct = cases.flatMap((one) => directly(access, one));
  // who is only supposed takes no steps
  const denied = cases.filter(({ cell, principal, ask }) => cell.expect === 'deny' && !cell.ifAllowed && !cell.ifGranted && principal.kind !== 'service' && access.decide(principal, ask).decision !== 'allowed');
  const indirect = chains ? overChains(new Explorer(graph), matrix, denied) : { findings: [], explored: 0 };
  return {
    proof: 'prove personas', subject,
    counts: { 'accounts': graph.accounts.length, 'principals': graph.principals.length, 'cells of the matrix': matrix.cells.length, 'requests decided': cases.length, 'personas searched for chains': indirect.explored },
    findings: [...missing, ...direct, ...indirect.findings],
    open: [...graph.open, ...nobody, ...unknownResources(graph, cases)],
  };
}

/** A denial of something that nothing read has: it may be denied because it is not there. Whoever is supposed to be allowed everything is denied nothing by itself. */
function unknownResources(graph: PolicyGraph, cases: readonly Case[]): OpenPoint[] {
  const unknown = cases.filter(({ cell, ask: { resource } }) => cell.expect === 'deny' && !cell.ifAllowed && resource !== '*' && !graph.resource(resource) && !graph.principal(resource));
  const named = new Map(unknown.map(({ cell, ask }) => [`${cell.at} ${ask.resource}`, { place: { stack: 'matrix', id: cell.at }, what: `resource ${ask.resource}`, why: 'nothing that was read has this name: a misspelt name is denied by itself' }]));
  return [...named.values()];
}

function directly(access: Access, { cell, persona, principal, ask, changes }: Case): Finding[] {
  const decision = access.decide(principal, ask, changes);
  const allowed = decision.decision === 'allowed';
  if (allowed === (cell.expect === 'allow')) return [];
  const why = cell.because ? ` (${cell.because})` : '';
  const supposed = [...(cell.ifAllowed ? ['whatever its own policies allow'] : []), ...(cell.ifGranted ? ['whatever the resource\'s policy grants'] : [])].map((what) => `, ${what},`).join('');
  return [{
    rule: allowed ? 'persona-may' : 'persona-may-not',
    level: 'error',
    message: `${cell.at}: ${persona} as ${short(principal.arn)}${supposed} ${allowed ? 'may' : 'may not'} ${ask.action} on ${ask.resource}, and ${allowed ? 'must not' : 'has to'}${why}: ${decision.reason}`,
    statement: [decision.decidedBy.statement, decision.decidedBy.policy].filter(Boolean).join(' of '),
    place: principal.place,
    remedy: allowed ? 'deny it, or narrow the statement that allows it' : 'allow it, or correct the matrix',
  }];
}

/** Searches once from each persona's role, and asks of all that it reached. */
function overChains(explorer: Explorer, matrix: Matrix, denied: readonly Case[]): { findings: Finding[]; explored: number } {
  const starts = new Map<Principal, Case[]>();
  for (const one of denied) starts.set(one.principal, [...(starts.get(one.principal) ?? []), one]);
  const findings: Finding[] = [];
  for (const [start, cases] of starts) {
    const reached = explorer.from(start);
    findings.push(...cases.flatMap((one) => chainsTo(one, reached, matrix)), ...unknownRoles(cases[0], reached, matrix));
  }
  return { findings, explored: starts.size };
}

function chainsTo({ cell, persona, principal: start, ask }: Case, reached: Reached, matrix: Matrix): Finding[] {
  return reached.waysTo(ask).flatMap(({ principal, needs, found }) => {
    const steps: Step[] = reached.facts.chainTo({ kind: 'act', of: principal.arn });
    needs.forEach((need) => reached.facts.chainTo(need, steps));
    if (steps.length === 0) return [];
    const accepted = acceptance(persona, principal.arn, matrix);
    const others = steps.flatMap(({ gains }) => reached.facts.othersTo(gains).map((other) => `or: ${other.text} (${other.statements.join('; ')})`));
    const { decidedBy } = found.decision;
    return [{
      rule: 'chain',
      level: accepted ? 'note' : 'error',
      message: `${cell.at}: ${persona} as ${short(start.arn)} is denied ${ask.action} on ${ask.resource}, but gets there in ${steps.length} step(s) as ${short(principal.arn)}${accepted ? ` (accepted: ${accepted})` : ''}`,
      statement: [decidedBy.statement, decidedBy.policy].filter(Boolean).join(' of '),
      steps: [...steps.map(({ rule, text, statements }) => `${text} [${rule}] (${statements.join('; ')})`), `${short(principal.arn)} does ${ask.action} on ${ask.resource}`, ...new Set(others)],
      place: start.place,
      remedy: `take one of the steps away, or accept ${short(principal.arn)} for ${persona} with a reason`,
    } satisfies Finding];
  });
}

/** Of a role that is not among what was read nobody knows what it may do. */
function unknownRoles({ persona, principal: start }: Case, reached: Reached, matrix: Matrix): Finding[] {
  return reached.unknown.filter((arn) => !acceptance(persona, arn, matrix)).map((arn) => ({
    rule: 'chain-to-unknown-role',
    level: 'error' as const,
    message: `${persona} as ${short(start.arn)} gets to ${arn}, whose policies are not among what was read`,
    steps: reached.facts.chainTo({ kind: 'act', of: arn }).map(({ rule, text, statements }) => `${text} [${rule}] (${statements.join('; ')})`),
    place: start.place,
    remedy: `add the role to what is read, or accept it for ${persona} with a reason`,
  }));
}

function acceptance(persona: string, role: string, matrix: Matrix): string | undefined {
  const isFor = (name: string) => name === '*' || filled(name, {}, matrix) === persona;
  return matrix.accepted.find((one) => one.persona.some(isFor) && matchesArn(filled(one.role, {}, matrix), role))?.because;
}
