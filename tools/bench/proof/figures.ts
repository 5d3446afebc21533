import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { growthExponent } from '../arithmetic/trend';
import type { Figure } from '../figure';
import { ROOT } from '../../root';
import { matrixOf, writeOrganization } from './organization';
import { perimeterFigures } from './perimeter';

const SIZES = [10, 30, 100];

interface Proof {
  readonly seconds: number;
  readonly megabytes: number;
  readonly principals: number;
  readonly edges: number;
  readonly findings: number;
}

/** `prove personas` with all chains and `prove accounts` over generated organisations: processor time, which other work on the machine does not change. */
export async function proofFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-proof-'));
  try {
    const measured = SIZES.map((accounts) => ({ accounts, ...prove(folder, accounts) }));
    return [
      ...measured.flatMap(({ accounts, seconds, megabytes, principals, edges, findings }): Figure[] => [
        { part: 'proof', name: `${accounts} accounts`, value: seconds, unit: 's', note: `${principals} principals, ${edges} edges, ${findings} findings` },
        { part: 'proof', name: `${accounts} accounts: memory`, value: megabytes, unit: 'MB' },
      ]),
      { part: 'proof', name: 'growth', value: growthExponent(measured.map(({ accounts, seconds }) => [accounts, seconds] as const)), unit: 'power', note: '1 is linear in the accounts' },
      ...perimeterFigures(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prove(folder: string, accounts: number): Proof {
  const [assembly, matrix] = [path.join(folder, String(accounts)), path.join(folder, `${accounts}.json`)];
  writeOrganization(assembly, accounts);
  writeFileSync(matrix, JSON.stringify(matrixOf(accounts)));
  const output = execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'child.ts'), assembly, matrix], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output) as Proof;
}
