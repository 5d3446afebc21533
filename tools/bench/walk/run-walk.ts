import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import type { WalkTimings } from '../../../examples/life-of-a-model/timings';
import { allProcesses, descendants, Peaks } from '../processes';
import { ROOT } from '../../root';

/** `npm start`, seen from outside. Moments are milliseconds since the epoch. */
export interface Walk {
  readonly cold: boolean;
  readonly began: number;
  readonly ended: number;
  /** `npm ci`, where there was nothing installed. */
  readonly installed?: { readonly start: number; readonly end: number };
  readonly timings: WalkTimings;
  readonly peaks: Peaks;
}

const MEMORY_MILLISECONDS = 250;

/** Walks the whole way. Cold is a fresh clone of what is committed, with nothing installed but what npm and pip keep in their own caches. */
export async function runWalk(cold: boolean): Promise<Walk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-walk-'));
  try {
    const repository = cold ? clone(path.join(folder, 'clone')) : ROOT;
    return await walk(repository, path.join(folder, 'timings.json'), cold);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function clone(target: string): string {
  execFileSync('git', ['clone', '--quiet', ROOT, target], { stdio: 'inherit' });
  return target;
}

async function walk(repository: string, file: string, cold: boolean): Promise<Walk> {
  const peaks = new Peaks();
  const began = now();
  const child = spawn(process.execPath, ['tools/start.mjs', '--timings', file], { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  const measured = setInterval(() => peaks.add(descendants(child.pid ?? 0, allProcesses())), MEMORY_MILLISECONDS);
  const installed = { start: NaN, end: NaN };
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line);
    if (line.startsWith('Installing what')) installed.start = now();
    if (line.startsWith('Installed in')) installed.end = now();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearInterval(measured));
  if (code !== 0) throw new Error(`npm start ended with ${code}: there is nothing to measure`);
  const timings: WalkTimings = JSON.parse(readFileSync(file, 'utf8'));
  return { cold, began, ended: now(), installed: installed.end > installed.start ? installed : undefined, timings, peaks };
}

const now = () => performance.timeOrigin + performance.now();
