import { execFile } from 'node:child_process';
import * as path from 'node:path';

/**
 * Asks the repository contract about a folder, before anything starts.
 * @returns what the checker says of a folder that does not keep to it; nothing of one that does
 */
export function contractFindings(repository: string, folder: string, kind: 'build' | 'deploy'): Promise<string[]> {
  const env = { PATH: process.env.PATH, PYTHONPATH: path.join(repository, 'packages', 'repository-contract', 'src'), PYTHONDONTWRITEBYTECODE: '1' };
  return new Promise((resolve, reject) => {
    execFile('python3', ['-m', 'repository_contract', 'check', folder, '--kind', kind], { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.trim().split('\n');
      if (!error) resolve([]);
      else if (error.code === 1) resolve(lines);
      else reject(new Error(`the repository contract cannot be checked: ${lines.join('\n') || error.message}`));
    });
  });
}
