import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { mustRun, runBeside } from '../process/run';
import { ROOT } from '../root';

/** Integration tests of the packages, from the folder that integ-runner starts in. */
export function integrationTests(root = ROOT): string[] {
  const parent = path.join(root, 'packages');
  return readdirSync(parent).sort().flatMap((name) => {
    const folder = path.join(parent, name, 'integ');
    return filesIn(folder).filter((file) => /^integ\..*\.ts$/.test(file)).sort().map((file) => path.posix.join(name, 'integ', file));
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The handlers' bundles are part of the snapshots. */
export function bundle(): void {
  mustRun(process.execPath, ['tools/bundle.mjs']);
}

/**
 * Runs integ-runner on some tests.
 * @param args what it does beyond comparing snapshots
 * @returns whether all of them are well
 */
export function runIntegRunner(tests: readonly string[], region: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const options = ['--directory', 'packages', '--language', 'typescript', '--app', 'node --import tsx {filePath}', '--max-workers', '1', '--parallel-regions', region, '--strict'];
  return runBeside(process.execPath, ['node_modules/@aws-cdk/integ-runner/bin/integ-runner', ...tests, ...options, ...args], {
    // without a region integ-runner asks the metadata service, for seconds
    env: { AWS_REGION: region, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json'), CDK_VALIDATION: 'false', ...env },
  });
}
