import { matchesPattern } from '@mlops-foundation/policy-evaluation';
import type { Assembly, Stack } from '../assembly/assembly';
import type { GraphOptions } from '../assembly/graph/read-graph';
import { proveNetwork } from '../prove/network/prove-network';
import type { NetworkSettings, NetworkSurvivor } from '../prove/network/settings';
import type { Finding, Report } from '../report/report';
import { stacksOf } from './mutate';
import { type NetworkMutant, networkMutantsOf } from './network-mutants';

interface Mutated {
  readonly stack: Stack;
  readonly mutant: NetworkMutant;
}

/**
 * Takes each piece of an assembly's networks away or opens it, one at a time, and runs the proof of the network on what is left. A mutant of which it says nothing else than before
 * survives; one for which the settings give a reason is for the record, and a reason without a survivor is an error.
 */
export function mutateNetwork(assembly: Assembly, settings: NetworkSettings, options: GraphOptions, subject: string): Report {
  const [before, beforeErrors] = [said(assembly, settings, options, false), said(assembly, settings, options, true)];
  const all: Mutated[] = [];
  const alive: Mutated[] = [];
  for (const [stack, replace] of stacksOf(assembly.stacks)) for (const mutant of networkMutantsOf(stack.template)) {
    all.push({ stack, mutant });
    const after = said({ ...assembly, stacks: replace({ ...stack, template: mutant.template }) }, settings, options, mutant.isOpening);
    if (after === (mutant.isOpening ? beforeErrors : before)) alive.push({ stack, mutant });
  }
  const reasonOf = (one: Mutated) => settings.survivors.find(({ mutant }) => matchesPattern(mutant, nameOf(one)));
  const count = (list: readonly Mutated[], kind: string) => list.filter(({ mutant }) => mutant.kind === kind).length;
  const kinds = [...new Set(all.map(({ mutant }) => mutant.kind))].sort();
  return {
    proof: 'mutate', subject, open: [],
    findings: [...alive.map((one) => survivorOf(one, reasonOf(one))), ...settings.survivors.filter((reason) => !alive.some((one) => matchesPattern(reason.mutant, nameOf(one)))).map(superfluous)],
    counts: {
      'network: mutants': all.length, 'network: killed': all.length - alive.length, 'network: score in percent': all.length === 0 ? 0 : Math.round((1000 * (all.length - alive.length)) / all.length) / 10,
      'network: survived with a reason': alive.filter(reasonOf).length,
      ...Object.fromEntries(kinds.map((kind) => [`network: ${kind}: killed of ${count(all, kind)}`, count(all, kind) - count(alive, kind)])),
    },
  };
}

const OPENING_REMEDY = 'say in the matrix what there may be (trusted, domains and endpoints are not asked about where they are left out), or give a reason under survivors';

const nameOf = ({ stack: { name }, mutant: { kind, id, at } }: Mutated): string => `${name} ${id}: ${kind} ${at}`.trimEnd();

function survivorOf(one: Mutated, reason: NetworkSurvivor | undefined): Finding {
  const place = { stack: one.stack.name, id: one.mutant.id };
  const message = `${nameOf(one)}: the proof of the network says the same ${one.mutant.isOpening ? 'with' : 'without'} it`;
  if (reason) return { rule: 'mutant-survived', level: 'note', message: `${message} (${reason.because})`, place };
  return { rule: 'mutant-survived', level: 'error', message, place, remedy: one.mutant.isOpening ? OPENING_REMEDY : 'take away what nothing rests on, or give a reason under survivors' };
}

const superfluous = ({ mutant }: NetworkSurvivor): Finding => ({
  rule: 'reason-without-survivor', level: 'error', message: `no mutant survives that is called ${mutant}`, place: { stack: 'survivors', id: mutant }, remedy: 'take the reason away',
});

/** What the proof says, apart from what it could not decide, and from what is for the record where only what warns or fails counts. */
function said(assembly: Assembly, settings: NetworkSettings, options: GraphOptions, onlyWarnings: boolean): string {
  const { findings } = proveNetwork(assembly, '', settings, options);
  return JSON.stringify(findings.filter(({ level }) => !onlyWarnings || level !== 'note').map(({ rule, level, message }) => [rule, level, message]));
}
