import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Package } from '../packages/packages';
import { mustRun, run } from '../process/run';

/** Installs wheels into a fresh environment, as a user would, and imports each in a process of its own. @returns the modules that cannot be imported */
export function tryWheels(wheels: readonly string[], constructs: readonly Package[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'try-wheels-'));
  try {
    mustRun('python3', ['-m', 'venv', folder]);
    const python = path.join(folder, 'bin', 'python');
    mustRun(python, ['-m', 'pip', 'install', '--quiet', '--no-compile', ...wheels]);
    const modules = constructs.map(({ name }) => `mlops_foundation.${name.replace(/-/g, '_')}`);
    return modules.filter((module) => !run(python, ['-c', IMPORT, module], { cwd: folder, env: { CDK_VALIDATION: 'false', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' } }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A module without a class is an empty shell. */
const IMPORT = 'import importlib, sys; m = importlib.import_module(sys.argv[1]); assert m.__all__, "exports nothing"; print(sys.argv[1], len(m.__all__), "names")';
