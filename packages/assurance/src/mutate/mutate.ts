import type { Assembly, Stack } from '../assembly/assembly';
import { type GraphOptions, readGraph } from '../assembly/graph/read-graph';
import { proveAccounts } from '../prove/accounts/prove-accounts';
import type { Matrix } from '../prove/personas/matrix';
import { provePersonas } from '../prove/personas/prove-personas';
import type { Finding, Report } from '../report/report';
import { type Mutant, mutantsOf } from './mutants';

/**
 * Takes each protection and grant of an assembly away, one at a time, and runs the proofs on what is left. A mutant of which no proof says anything
 * else than before survives: nothing here would notice if somebody took that away.
 */
export function mutate(assembly: Assembly, matrix: Matrix, options: GraphOptions, subject: string): Report {
  const before = said(assembly, matrix, options);
  const survivors: Finding[] = [];
  const kinds = new Map<Mutant['kind'], { all: number; killed: number }>();
  for (const [stack, replace] of stacksOf(assembly.stacks)) for (const mutant of mutantsOf(stack.template)) {
    const counted = kinds.get(mutant.kind) ?? { all: 0, killed: 0 };
    const killed = said({ ...assembly, stacks: replace({ ...stack, template: mutant.template }) }, matrix, options) !== before;
    kinds.set(mutant.kind, { all: counted.all + 1, killed: counted.killed + (killed ? 1 : 0) });
    if (!killed) survivors.push(survivor(stack, mutant));
  }
  const all = [...kinds.values()].reduce((sum, one) => ({ all: sum.all + one.all, killed: sum.killed + one.killed }), { all: 0, killed: 0 });
  return {
    proof: 'mutate', subject, open: [], findings: survivors,
    counts: {
      'mutants': all.all, 'killed': all.killed, 'score in percent': all.all === 0 ? 0 : Math.round((1000 * all.killed) / all.all) / 10,
      ...Object.fromEntries([...kinds].sort().map(([kind, { all: of, killed }]) => [`${kind}: killed of ${of}`, killed])),
    },
  };
}

function survivor({ name }: Stack, { kind, id, at }: Mutant): Finding {
  return { rule: 'mutant-survived', level: 'error', message: `${name} ${id}: without the ${kind} ${at} the proofs say the same as with it`, place: { stack: name, id }, remedy: 'add a cell to the matrix that it protects, or take it away' };
}

/** What the proofs say, apart from what they could not decide. */
function said(assembly: Assembly, matrix: Matrix, options: GraphOptions): string {
  const graph = readGraph(assembly, options);
  return JSON.stringify([provePersonas(graph, matrix, '').findings, proveAccounts(graph, '').findings].flat().map(({ rule, level, message, steps }) => [rule, level, message, steps]));
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
