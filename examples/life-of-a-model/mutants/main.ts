import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readTopology } from '../topology';
import { mutantsOf } from './mutants';
import { mutateAssembly } from './mutate-assembly';

/** Walks the line once for each mutant, and fails where one is not noticed: `npx tsx examples/life-of-a-model/mutants/main.ts [NAME …]`. */
const repository = path.resolve(__dirname, '..', '..', '..');
const topology = readTopology(path.join(repository, 'examples', 'foundation', 'topologies', 'reliable.yaml'));
const assembly = path.join(repository, 'examples', 'foundation', 'cdk.out', 'reliable');

function noticed(name: string, output: string, status: number | null): boolean {
  const where = output.split('\n').filter((line) => /^ {3}failed: |^It went another way/.test(line)).join(' | ');
  console.log(`${status === 1 ? 'noticed' : 'NOT noticed'}  ${name}: ${where.trim()}`);
  return status === 1 && where !== '';
}

const wanted = process.argv.slice(2);
const mutants = mutantsOf(topology).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const results = mutants.map((mutant) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), `mutant-${mutant.name}-`));
  try {
    mutateAssembly(assembly, path.join(folder, 'cdk.out'), mutant);
    const line = spawnSync(process.execPath, ['--import', 'tsx', 'examples/life-of-a-model/main.ts', '--assembly', path.join(folder, 'cdk.out')], {
      cwd: repository, encoding: 'utf8', env: { ...process.env, CI: 'true' },
    });
    return noticed(mutant.name, line.stdout + line.stderr, line.status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
console.log(`${results.filter(Boolean).length} passed, ${results.filter((one) => !one).length} failed`);
process.exit(results.every(Boolean) ? 0 : 1);
