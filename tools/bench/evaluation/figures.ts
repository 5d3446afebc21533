import { installed } from '../../differential/project';
import { Theirs } from '../../differential/theirs';
import type { Figure } from '../figure';
import { speedsOf } from './speeds';

const SEED = 1;

/** `policy-evaluation` beside the other evaluator that it is compared with, on the same generated requests. */
export async function evaluationFigures(): Promise<Figure[]> {
  installed();
  return (await speedsOf(SEED, new Theirs())).flatMap(({ name, ours, oursReading, theirs }): Figure[] => [
    { part: 'evaluation', name, value: ours / theirs, unit: '×', note: `as many requests as the other evaluator: ${ours} a second` },
    { part: 'evaluation', name: `${name}: policies read for each request`, value: oursReading / theirs, unit: '×', note: `${oursReading} a second` },
  ]);
}
