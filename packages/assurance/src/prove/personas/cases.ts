import { matchesArn } from '@mlops-foundation/policy-evaluation';
import type { PolicyGraph, Principal } from '../../assembly/graph/policy-graph';
import type { Finding, OpenPoint } from '../../report/report';
import type { Ask, Changes } from '../access';
import type { Cell, Matrix } from './matrix';

/** A cell for one principal and one request. */
export interface Case {
  readonly cell: Cell;
  readonly persona: string;
  readonly principal: Principal;
  readonly ask: Ask;
  /** What is supposed of the principal's policies. */
  readonly changes: Changes;
}

/** The tag that says whose role it is. */
export const PERSONA_TAG = 'mlops:persona';

/** Whom a cell speaks of in one account. */
interface Spoken {
  readonly cell: Cell;
  readonly persona: string;
  readonly purpose: string;
  readonly account: string;
}

/** Every request that the matrix speaks of; a persona without a role where it should be allowed something is a finding, and where it is denied a point that is open. */
export function casesOf(graph: PolicyGraph, matrix: Matrix): { cases: Case[]; missing: Finding[]; nobody: OpenPoint[] } {
  const spoken = matrix.cells.flatMap((cell) => cell.persona.flatMap((persona) => purposesOf(cell, matrix).flatMap((purpose) => matrix.purposes[purpose].map((account): Spoken => ({ cell, persona, purpose, account })))));
  const found = spoken.map((one) => ({ one, principals: principalsOf(graph, matrix, one) }));
  const absent = found.filter(({ principals }) => principals.length === 0).map(({ one }) => one);
  return {
    cases: found.flatMap(({ one, principals }) => principals.flatMap((principal) => requestsOf(one, principal, matrix))),
    missing: absent.filter(({ cell }) => cell.expect === 'allow').map(missing),
    nobody: absent.filter(({ cell }) => cell.expect === 'deny').map(({ cell, persona, purpose, account }) => ({ place: { stack: 'matrix', id: cell.at }, what: `${persona} in ${purpose} (${account})`, why: 'nobody there is this persona: a misspelt name is denied by itself' })),
  };
}

const purposesOf = ({ purpose }: Cell, { purposes, groups }: Matrix): string[] => [...new Set(purpose.flatMap((one) => (one === '*' ? Object.keys(purposes) : groups[one] ?? [one])))];

function principalsOf(graph: PolicyGraph, matrix: Matrix, spoken: Spoken): Principal[] {
  const { cell, account } = spoken;
  const persona = filled(spoken.persona, spoken, matrix);
  const place = { stack: `account ${account}`, id: persona };
  const supposed = (kind: Principal['kind']): Principal => ({ arn: persona, account: persona.split(':')[4] ?? '', kind, tags: {}, identity: [], attached: [], groups: [], place });
  if (/^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(persona)) return [supposed('service')];
  const isOne = (principal: Principal) => (persona.startsWith('arn:') ? matchesArn(persona, principal.arn) : principal.account === account && (principal.tags[PERSONA_TAG] === persona || (persona === '*' && principal.tags[PERSONA_TAG] !== undefined)));
  const known = graph.principals.filter(isOne);
  return known.length === 0 && cell.ifAllowed && /^arn:[^*?]+$/.test(persona) ? [supposed(/:user\//.test(persona) ? 'user' : 'role')] : known;
}

function requestsOf(spoken: Spoken, principal: Principal, matrix: Matrix): Case[] {
  const { cell } = spoken;
  const fill = (text: string) => filled(text, spoken, matrix);
  const context = Object.fromEntries(Object.entries(cell.context).map(([key, value]) => [key, typeof value === 'string' ? fill(value) : value.map(fill)]));
  return cell.action.flatMap((action) => cell.resource.map((pattern) => ({
    cell, principal, persona: principal.tags[PERSONA_TAG] ?? fill(spoken.persona), ask: { action, resource: fill(pattern), context }, changes: { raised: cell.ifAllowed, rewritten: cell.ifGranted },
  })));
}

/** @param spoken the account that is spoken of and its purpose, where one is */
export function filled(pattern: string, spoken: Partial<Spoken>, { purposes, values }: Matrix): string {
  const known: Readonly<Record<string, string | undefined>> = { ...values, account: spoken.account, purpose: spoken.purpose };
  return pattern.replace(/\{([\w-]+)\}/g, (whole, name: string) => known[name] ?? purposes[name]?.[0] ?? whole);
}

const missing = ({ cell, persona, purpose, account }: Spoken): Finding => ({
  rule: 'persona-missing', level: 'error', message: `${cell.at}: ${persona} is to be allowed ${cell.action.join(', ')} in ${purpose} (${account}), but ${persona.startsWith('arn:') ? 'there is none' : `no role or user there has the tag ${PERSONA_TAG}=${persona}`}`,
  place: { stack: `account ${account}`, id: persona }, remedy: `tag the persona's role with ${PERSONA_TAG}, or correct the matrix`,
});
