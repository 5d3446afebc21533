import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..', '..');
const REQUIREMENTS = path.join(__dirname, '..', '..', 'environments', 'gates.txt');

/**
 * A folder with the Python packages of what reads templates, installed once for each set of requirements: cfn-lint, and the aws-cdk-lib that Python apps of today have, whose
 * template validation our own floor of aws-cdk-lib does not have yet. Two who install at once do not tear it: it is one's or the other's.
 * @throws Error with pip's output when it cannot be installed
 */
export function pythonFolder(): string {
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = path.join(ROOT, '.local-cloud-cache', `gates-${digest}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}.${process.pid}`;
  try {
    mkdirSync(path.dirname(folder), { recursive: true });
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--disable-pip-version-check', '--no-input', '--target', fresh, '-r', REQUIREMENTS];
    const { status, stderr, error } = spawnSync('python3', args, { encoding: 'utf8' });
    if (error || status !== 0) throw new Error(`what reads templates cannot be installed, Python 3 with pip is needed: ${error?.message ?? stderr}`);
    unpack(path.join(fresh, 'aws_cdk', '_jsii', archiveIn(REQUIREMENTS)), fresh);
    if (!existsSync(folder)) renameSync(fresh, folder);
    return folder;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The JavaScript library inside of the Python distribution becomes `package/`. */
function unpack(archive: string, folder: string): void {
  const { status, stderr, error } = spawnSync('tar', ['-xzf', archive, '-C', folder, 'package'], { encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`${archive} cannot be unpacked: ${error?.message ?? stderr}`);
}

const archiveIn = (requirements: string): string => `aws-cdk-lib@${/^aws-cdk-lib==(.*)$/m.exec(readFileSync(requirements, 'utf8'))?.[1]}.jsii.tgz`;
