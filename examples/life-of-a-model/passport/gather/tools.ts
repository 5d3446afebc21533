import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { Life } from '../../life';
import type { Tool } from '../facts/foundation';

const run = promisify(execFile);

/** What the walk ran with: asked of the programs themselves, and of the packages that are installed. */
export async function toolFacts({ repository }: Life): Promise<Tool[]> {
  const packageVersion = (name: string): Tool => ({
    name, version: JSON.parse(readFileSync(require.resolve(`${name}/package.json`, { paths: [repository] }), 'utf8')).version,
  });
  const environments = path.join(repository, 'packages', 'local-cloud', 'environments');
  const pinned = (environment: string, name: string): Tool => ({
    name, version: new RegExp(`^${name}==(\\S+)`, 'm').exec(readFileSync(path.join(environments, `${environment}.txt`), 'utf8'))?.[1] ?? '',
  });
  const said = async (name: string, command: string): Promise<Tool> => ({ name, version: (await run(command, ['--version'])).stdout.trim().replace(/^\w+ (version )?/, '') });
  return [
    { name: 'Operating system', version: `${os.type()} ${os.release()}, ${os.arch()}` },
    { name: 'Node.js', version: process.versions.node }, await said('Python', 'python3'), await said('git', 'git'),
    packageVersion('aws-cdk-lib'), packageVersion('aws-cdk'), packageVersion('@aws-sdk/client-sagemaker'),
    pinned('emulator', 'ministack'), pinned('steps', 'scikit-learn'), pinned('steps', 'pandas'),
  ];
}
