import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { environmentFor } from '../../src/cdk-cli';
import type { SessionCredentials } from '../../src/cloud';
import { CloudUnderTest } from '../services/codebuild/cloud-under-test';
import { REGION } from '../cloud-options';

/** A cloud in a process of its own, which can end in any way and start again. */
export class RestartingCloud {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'restart-'));
  readonly cloud = new CloudUnderTest({
    stop: () => this.end('SIGTERM'),
    credentialsOf: (accessKeyId) => ({ accessKeyId, secretAccessKey: 'root' }),
    clientOptions: (credentials: SessionCredentials) => ({ endpoint: this.endpoint, region: REGION, credentials, forcePathStyle: true, maxAttempts: 3 }),
    environmentFor: (account) => environmentFor({ endpoint: this.endpoint, region: REGION, home: this.folder }, account),
    state: path.join(this.folder, 'state'),
    endpoint: '',
  }, this.folder);
  endpoint = '';
  private child?: ChildProcess;

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', require.resolve('tsx'), path.join(__dirname, 'serve.ts'), this.folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    this.child = child;
    this.endpoint = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('ready ') && resolve(line.slice(6)));
      child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said.join('\n')}`)));
    });
    Object.assign(this.cloud.local, { endpoint: this.endpoint });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  async close(): Promise<void> {
    await this.cloud.stop();
  }
}
