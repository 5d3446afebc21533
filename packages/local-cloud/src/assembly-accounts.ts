import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The 12-digit accounts that a cloud assembly deploys to, each once, in the order of its manifest. */
export function accountsOf(assembly: string): string[] {
  const { artifacts = {} } = JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8'));
  const environments = Object.values<any>(artifacts).map(({ environment }) => /^aws:\/\/(\d{12})\//.exec(environment ?? '')?.[1]);
  return [...new Set(environments.filter((account) => account !== undefined))];
}
