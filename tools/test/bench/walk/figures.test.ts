import { Peaks } from '../../../bench/processes';
import { memoryFigures, overheadFigures, startFigures } from '../../../bench/walk/figures';
import type { Walk } from '../../../bench/walk/run-walk';

const peaks = new Peaks();
peaks.add([{ pid: 1, parent: 0, command: 'python -m ministack', megabytes: 80 }]);
/** 100 s: npm ci of 20 s, a walk of 60 s in which the CDK CLI works for 30 s and a step for 10 s. */
const walk: Walk = {
  cold: true, began: 0, ended: 100_000, installed: { start: 1000, end: 21_000 }, peaks,
  timings: {
    started: 30_000, ended: 90_000, processor: [[30_000, 0], [90_000, 6000]],
    stations: [{ title: 'Accounts', start: 31_000, end: 71_000 }],
    spans: [{ work: 'cdk', name: 'deploy', start: 31_000, end: 61_000 }, { work: 'step', name: 'train', start: 62_000, end: 72_000 }],
  },
};
const values = (figures: readonly { name: string; value: number }[]) => Object.fromEntries(figures.map(({ name, value }) => [name.trim(), value]));

test('a walk is told part by part', () => {
  expect(values(startFigures(walk))).toEqual({ 'npm start': 100, 'npm ci': 20, 'bundles, start of the walk': 10, 'Accounts': 40, 'CDK CLI: deploy': 30, 'the cloud stops': 10 });
});

test('everything is own overhead but installation, the CDK CLI and the step', () => {
  const found = values(overheadFigures(walk));
  expect(found).toMatchObject({ 'own overhead': 40, 'own overhead at most': 44, 'own overhead with the CDK CLI in it': 70 });
  expect(found).toMatchObject({ 'npm ci': 20, 'cdk': 30, 'step': 10 });
});

test('the largest process of each kind is told', () => {
  expect(values(memoryFigures(walk))).toEqual({ 'all processes at once': 80, 'emulator': 80 });
});
