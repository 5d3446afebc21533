import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { SessionCredentials } from '../../../src/cloud';
import { gitCredentials } from '../../../src/services/codecommit/credentials';
import { GIT_ENVIRONMENT, identity } from '../../../src/services/codecommit/git';
import { ACCOUNT, type CloudUnderTest, REGION } from '../codebuild/cloud-under-test';

const run = promisify(execFile);

type Files = Readonly<Record<string, string | Buffer>>;

/** A folder in which a developer works with git itself. */
export class WorkingCopy {
  private readonly folder: string;

  /** @param who an account for its root, or a session */
  static async of(cloud: CloudUnderTest, repository: string, who: string | SessionCredentials = ACCOUNT): Promise<WorkingCopy> {
    const copy = new WorkingCopy(cloud, repository, who);
    await copy.git('init', '--quiet', '--initial-branch=main', '.');
    return copy;
  }

  private constructor(private readonly cloud: CloudUnderTest, readonly repository: string, private readonly who: string | SessionCredentials) {
    this.folder = mkdtempSync(path.join(cloud.temporary, 'copy-'));
  }

  /** @returns what git prints. @throws Error with git's words */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, { cwd: this.folder, timeout: 20_000, env: { ...GIT_ENVIRONMENT, ...identity('Ada', 'ada@example.com') } });
    return stdout;
  }

  /** The repository's address, with a login that is made like the AWS CLI's. */
  url(changes: { readonly credentials?: SessionCredentials; readonly now?: Date } = {}): string {
    const plain = `${this.cloud.local.endpoint}/v1/repos/${this.repository}`;
    const credentials = changes.credentials ?? (typeof this.who === 'string' ? this.cloud.local.credentialsOf(this.who) : this.who);
    const { username, password } = gitCredentials({ url: plain, region: REGION, credentials, now: changes.now });
    return plain.replace('//', `//${encodeURIComponent(username)}:${password}@`);
  }

  /** @returns the new commit */
  async commit(message: string, files: Files): Promise<string> {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), content);
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '-m', message);
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  push(reference = 'HEAD:refs/heads/main', ...options: string[]): Promise<string> {
    return this.git('push', ...options, this.url(), reference);
  }

  /** Takes a branch of the repository as it is now. */
  async fetch(branch = 'main'): Promise<void> {
    await this.git('fetch', '--quiet', this.url(), branch);
    await this.git('checkout', '--quiet', '-B', branch, 'FETCH_HEAD');
  }

  get files(): Record<string, string> {
    return Object.fromEntries(readdirSync(this.folder).filter((name) => name !== '.git').sort().map((name) => [name, readFileSync(path.join(this.folder, name), 'utf8')]));
  }
}
