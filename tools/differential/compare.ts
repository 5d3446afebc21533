import { WRITTEN } from './by-hand/all';
import type { Case, Outcome } from './case';
import { Coverage } from './coverage';
import { DIFFERENCES } from './differences';
import { generate } from './generate/generate';
import type { Options } from './options';
import { decide, explained } from './ours';
import { pointsOf, settled } from './settled';
import { shrink } from './shrink';
import type { Theirs } from './theirs';

/** What was compared, and what is wrong. */
export interface Comparison {
  readonly compared: number;
  readonly problems: readonly string[];
}

/** Disagreements that are shown in full. */
const SHOWN = 5;

/** Cases that were written: what is right is known, so ours is held to it and the other evaluator to what is said of it. */
export async function compareWritten(theirs: Theirs): Promise<Comparison> {
  const problems: string[] = [];
  for (const one of WRITTEN) {
    const ours = decide(one).decision;
    const other = await theirs.decide(one);
    if (ours !== one.expected) problems.push(`${one.name}: ours says ${ours}, ${one.expected} is right`);
    if (other !== (one.theirs?.outcome ?? one.expected)) problems.push(`${one.name}: the other evaluator says ${other}, and no reason is written why it is wrong`);
  }
  return { compared: WRITTEN.length, problems };
}

/** Cases that are made: both evaluators must agree, on enough of everything. */
export async function compareGenerated({ seed, cases }: Options, theirs: Theirs): Promise<Comparison> {
  const coverage = new Coverage();
  const problems: string[] = [];
  const unsettled = new Set(DIFFERENCES.map(({ name }) => name));
  for (const one of generate(seed, cases)) {
    const ours = explained(one);
    const other = await theirs.decide(one);
    coverage.add(one, ours);
    if (ours.decision !== other) problems.push(await told(one, { ours: ours.decision, other }, theirs, problems.length < SHOWN));
    for (const point of pointsOf(one)) if (unsettled.has(point) && (await differsWithout(point, one, theirs))) unsettled.delete(point);
  }
  const thin = cases >= 20_000 ? coverage.missing().map((what) => `too few cases: ${what}`) : [];
  const stale = cases >= 20_000 ? [...unsettled].map((name) => `the other evaluator agrees without the difference «${name}»: take it away`) : [];
  return { compared: cases, problems: [...problems, ...thin, ...stale] };
}

/** Whether the other evaluator decides a case otherwise when one difference is not written into it, so that there is one. */
async function differsWithout(point: string, one: Case, theirs: Theirs): Promise<boolean> {
  const others = DIFFERENCES.filter(({ name }) => name !== point).reduce((settling, { settle }) => settle(settling), one);
  return (await theirs.answer(others)) !== decide(one).decision;
}

async function told(one: Case, { ours, other }: { ours: Outcome; other: Outcome }, theirs: Theirs, inFull: boolean): Promise<string> {
  if (!inFull) return `${ours} against ${other}`;
  const smallest = await shrink(one, async (smaller) => decide(smaller).decision === ours && (await theirs.answer(settled(smaller))) === other);
  return `ours says ${ours} (${explained(smallest).reason}), the other evaluator ${other}:\n${JSON.stringify(smallest, null, 1)}`;
}
