import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../root';
import { appSources } from './sources';
import type { SynthesizedApp } from './suppression';

/** Synthesizes the examples and the integration apps, all in one process, and gives what they tell. */
export function synthesizedApps(): SynthesizedApp[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'suppressions-'));
  try {
    const [input, output] = ['sources.json', 'apps.json'].map((name) => path.join(folder, name));
    writeFileSync(input, JSON.stringify(appSources()));
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, CDK_VALIDATION: 'false', TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') };
    execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'child.ts'), input, output], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
    return JSON.parse(readFileSync(output, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
