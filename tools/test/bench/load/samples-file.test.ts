import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { samplesFile } from '../../../bench/load/samples-file';

test('samples are there as soon as they are taken, a line each', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'samples-'));
  const keep = samplesFile(path.join(folder, 'bench'));
  const samples = [1, 2].map((minutes) => ({ minutes, memory: { emulator: 90 + minutes } }));
  for (const sample of samples) keep(sample);
  const [file, ...others] = readdirSync(path.join(folder, 'bench'));
  expect(others).toEqual([]);
  expect(readFileSync(path.join(folder, 'bench', file), 'utf8')).toBe(samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
  rmSync(folder, { recursive: true });
});
