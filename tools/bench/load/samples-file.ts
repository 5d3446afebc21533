import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../../root';
import type { Sample } from './growth';

/** Where samples are written as they come, a line of JSON each: `dist/bench/<date>-memory.jsonl`. @returns what writes one */
export function samplesFile(folder = path.join(ROOT, 'dist', 'bench')): (sample: Sample) => void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${new Date().toISOString().replace(/[:.]/g, '-')}-memory.jsonl`);
  return (sample) => appendFileSync(file, `${JSON.stringify(sample)}\n`);
}
