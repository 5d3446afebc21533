import { overhead, type Worked } from '../arithmetic/overhead';
import type { Figure } from '../figure';
import type { Walk } from './run-walk';

const seconds = (start: number, end: number) => (end - start) / 1000;

/** What a walk says of `npm start`, part by part. */
export function startFigures({ cold, began, ended, installed, timings }: Walk): Figure[] {
  const part = `start, ${cold ? 'cold' : 'warm'}`;
  const figure = (name: string, value: number, note?: string): Figure => ({ part, name, value, unit: 's', note });
  const pieces = timings.spans.filter(({ work }) => ['install', 'wheel', 'synthesis', 'cdk'].includes(work));
  return [
    figure('npm start', seconds(began, ended), 'from the first command to its end'),
    ...(installed ? [figure('npm ci', seconds(installed.start, installed.end))] : []),
    figure('bundles, start of the walk', seconds(began, timings.started) - (installed ? seconds(installed.start, installed.end) : 0)),
    ...timings.stations.map(({ title, start, end }) => figure(title, seconds(start, end))),
    ...pieces.map(({ work, name, start, end }) => figure(`  ${WORDS[work] ?? work}: ${name}`, seconds(start, end), `from second ${seconds(timings.started, start).toFixed(0)} of the walk`)),
    figure('the cloud stops', seconds(timings.ended, ended)),
  ];
}

const WORDS: Readonly<Record<string, string>> = { install: 'environment', wheel: 'wheel', synthesis: 'synthesis', cdk: 'CDK CLI' };

/** Everything that is neither installation, wheel, synthesis, CDK CLI, emulator, step nor model server is the line's own. */
export function overheadFigures({ cold, began, ended, installed, timings }: Walk): Figure[] {
  const part = `overhead, ${cold ? 'cold' : 'warm'}`;
  const worked: Worked[] = [...timings.spans, ...(installed ? [{ ...installed, work: 'npm ci' }] : [])];
  const found = overhead({ start: began, end: ended }, worked, timings.processor);
  const strict = overhead({ start: began, end: ended }, worked.filter(({ work }) => work !== 'cdk'), timings.processor);
  return [
    { part, name: 'own overhead', value: found.ownShare * 100, unit: '%', note: `${found.own.toFixed(1)} s of ${found.line.toFixed(1)} s in which only the line itself did anything` },
    { part, name: 'own overhead at most', value: found.mostShare * 100, unit: '%', note: `with ${found.hidden.toFixed(1)} s of own processor time while others worked` },
    { part, name: 'own overhead with the CDK CLI in it', value: strict.ownShare * 100, unit: '%', note: 'as if the stock CLI were the line\'s own' },
    ...found.works.map(({ work, seconds: value, alone }): Figure => ({ part, name: `  ${work}`, value, unit: 's', note: `${alone.toFixed(1)} s of it alone` })),
  ];
}

/** The largest process of each kind. */
export function memoryFigures({ cold, peaks }: Walk): Figure[] {
  const part = `memory, ${cold ? 'cold' : 'warm'}`;
  const kinds = [...peaks.byKind].sort(([, a], [, b]) => b - a);
  return [
    { part, name: 'all processes at once', value: peaks.total, unit: 'MB', note: 'resident, shared pages counted in each' },
    ...kinds.map(([name, value]): Figure => ({ part, name: `  ${name}`, value, unit: 'MB', note: 'the largest one' })),
  ];
}
