import { performance } from 'node:perf_hooks';
import { evaluate } from '../../../packages/policy-evaluation/src';
import type { Case } from '../../differential/case';
import { generate } from '../../differential/generate/generate';
import { decide, policiesOf } from '../../differential/ours';
import { settled } from '../../differential/settled';
import { simulationOf, type Theirs } from '../../differential/theirs';

/** Requests a second of both evaluators on the same cases, in one run. */
export interface Speeds {
  readonly name: string;
  /** With policies that were read before, as whoever asks more than once holds them. */
  readonly ours: number;
  /** With policies read for each request. */
  readonly oursReading: number;
  readonly theirs: number;
}

const CASES = 1000;
const ROUNDS = 3;

/** The other evaluator's usual way on cases of every kind, and its fastest, which checks nothing, on those that it takes. */
export async function speedsOf(seed: number, theirs: Theirs): Promise<readonly Speeds[]> {
  const cases = [...generate(seed, 4 * CASES)].map(settled);
  return [
    await measure('every kind of case', cases.slice(0, CASES), async (simulations) => {
      for (const one of simulations) await theirs.decideChecked(one);
    }),
    await measure('identity policies and limits', cases.filter(isForFastest).slice(0, CASES), (simulations) => simulations.forEach((one) => theirs.decideUnchecked(one))),
  ];
}

/** Without checks the other evaluator reads neither policies of resources and endpoints nor session policies. */
const isForFastest = ({ documents: { resource, session, endpoint } }: Case): boolean => resource === undefined && session === undefined && endpoint === undefined;

/** The best of some rounds, taken in turn, so that other work on the machine hits both. */
async function measure(name: string, cases: readonly Case[], theirs: (simulations: readonly object[]) => void | Promise<void>): Promise<Speeds> {
  const read = cases.map(({ request, documents }) => ({ request, policies: policiesOf(documents) }));
  const simulations = cases.map(simulationOf);
  const best = { name, ours: 0, oursReading: 0, theirs: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    best.ours = Math.max(best.ours, await speed(10 * cases.length, () => {
      for (let again = 0; again < 10; again++) for (const { request, policies } of read) evaluate(request, policies);
    }));
    best.oursReading = Math.max(best.oursReading, await speed(cases.length, () => cases.forEach((one) => decide(one))));
    best.theirs = Math.max(best.theirs, await speed(cases.length, () => theirs(simulations)));
  }
  return best;
}

async function speed(requests: number, work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((requests * 1000) / (performance.now() - began));
}
