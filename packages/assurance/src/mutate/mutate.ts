import { matchesPattern } from '@mlops-foundation/policy-evaluation';
import type { Assembly, Stack } from '../assembly/assembly';
import { type GraphOptions, readGraph } from '../assembly/graph/read-graph';
import { proveAccounts } from '../prove/accounts/prove-accounts';
import type { Matrix, Survivor } from '../prove/personas/matrix';
import { provePersonas } from '../prove/personas/prove-personas';
import type { Finding, Report } from '../report/report';
import { type Mutant, mutantsOf } from './mutants';

/**
 * Takes each protection and grant of an assembly away, one at a time, and runs the proofs on what is left. A mutant of which no proof says anything
 * else than before survives: nothing here would notice if somebody took that away. One for which the matrix gives a reason is for the record. Mutants of the
 * network and of Lake Formation are counted apart: neither proof looks there.
 */
export function mutate(assembly: Assembly, matrix: Matrix, options: GraphOptions, subject: string): Report {
  const [before, beforeOverChains] = [said(assembly, matrix, options, false), said(assembly, matrix, options, true)];
  const all = [...stacksOf(assembly.stacks)].flatMap(([stack, replace]) => mutantsOf(stack.template).map((mutant) => ({ stack, mutant, replace })));
  const asked = all.filter(({ mutant: { side } }) => side === 'identity');
  const alive = asked.filter(({ stack, mutant, replace }) => {
    const mutated = { ...assembly, stacks: replace({ ...stack, template: mutant.template }) };
    // what is said without a search for chains is known sooner, and enough where it differs
    return said(mutated, matrix, options, false) === before && said(mutated, matrix, options, true) === beforeOverChains;
  });
  const reasons = matrix.survivors.map((survivor) => ({ survivor, alive: alive.filter((one) => matchesPattern(survivor.mutant, nameOf(one))) }));
  const killed = asked.filter((one) => !alive.includes(one));
  const kinds = [...new Set(asked.map(({ mutant: { kind } }) => kind))].sort();
  const share = (list: readonly Mutated[], kind: Mutant['kind']) => list.filter(({ mutant }) => mutant.kind === kind).length;
  return {
    proof: 'mutate', subject, open: [],
    findings: [...alive.map((one) => survivorOf(one, reasons.find((reason) => reason.alive.includes(one))?.survivor)), ...reasons.filter((reason) => reason.alive.length === 0).map(({ survivor }) => superfluous(survivor))],
    counts: {
      'mutants of the identity side': asked.length, 'killed': killed.length, 'score in percent': asked.length === 0 ? 0 : Math.round((1000 * killed.length) / asked.length) / 10,
      'survived with a reason': new Set(reasons.flatMap((reason) => reason.alive)).size,
      ...Object.fromEntries(kinds.map((kind) => [`${kind}: killed of ${share(asked, kind)}`, share(killed, kind)])),
      ...Object.fromEntries((['network', 'Lake Formation'] as const).map((side) => [`${side}: mutants at which these proofs do not look`, all.filter(({ mutant }) => mutant.side === side).length])),
    },
  };
}

interface Mutated {
  readonly stack: Stack;
  readonly mutant: Mutant;
}

const nameOf = ({ stack: { name }, mutant: { kind, id, at } }: Mutated) => `${name} ${id}: ${kind} ${at}`;

function survivorOf(one: Mutated, reason: Survivor | undefined): Finding {
  const { stack: { name }, mutant: { id } } = one;
  const place = { stack: name, id };
  if (reason) return { rule: 'mutant-survived', level: 'note', message: `${nameOf(one)}: the proofs say the same without it (${reason.because})`, place };
  return { rule: 'mutant-survived', level: 'error', message: `${nameOf(one)}: the proofs say the same without it`, place, remedy: 'add a cell to the matrix that it protects, give a reason under survivors, or take it away' };
}

const superfluous = ({ at, mutant }: Survivor): Finding => ({ rule: 'reason-without-survivor', level: 'error', message: `${at}: no mutant survives that is called ${mutant}`, place: { stack: 'matrix', id: at }, remedy: 'take the reason away' });

/** What the proofs say, apart from what they could not decide. */
function said(assembly: Assembly, matrix: Matrix, options: GraphOptions, chains: boolean): string {
  const graph = readGraph(assembly, options);
  return JSON.stringify([provePersonas(graph, matrix, '', { chains }).findings, proveAccounts(graph, '').findings].flat().map(({ rule, level, message, steps }) => [rule, level, message, steps]));
}

/** Every stack, nested ones and products too, with a way to put another in its place. */
export function* stacksOf(stacks: readonly Stack[]): Generator<[Stack, (other: Stack) => readonly Stack[]]> {
  for (const [index, stack] of stacks.entries()) {
    const put = (other: Stack) => stacks.map((each, at) => (at === index ? other : each));
    yield [stack, put];
    for (const [inner, replace] of stacksOf(stack.nested)) yield [inner, (other) => put({ ...stack, nested: replace(other) })];
    for (const [inner, replace] of stacksOf(stack.products ?? [])) yield [inner, (other) => put({ ...stack, products: replace(other) })];
  }
}
