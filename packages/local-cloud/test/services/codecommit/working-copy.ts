import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { SessionCredentials } from '../../../src/cloud';
import { gitCredentials } from '../../../src/services/codecommit/credentials';
import { GIT_ENVIRONMENT, identity } from '../../../src/services/codecommit/git';
import { ACCOUNT, type CloudUnderTest, REGION } from '../codebuild/cloud-under-test';

type Files = Readonly<Record<string, string | Buffer>>;

/** A folder in which a developer works with git itself. */
export class WorkingCopy {
  private readonly folder: string;

  /** @param who an account for its root, or a session */
  constructor(private readonly cloud: CloudUnderTest, readonly repository: string, private readonly who: string | SessionCredentials = ACCOUNT) {
    this.folder = mkdtempSync(path.join(cloud.temporary, 'copy-'));
    this.git('init', '--quiet', '--initial-branch=main', '.');
  }

  /** @returns what git prints, to both of its streams. @throws Error with git's words */
  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8', stdio: 'pipe', env: { ...GIT_ENVIRONMENT, ...identity('Ada', 'ada@example.com') } });
  }

  /** The repository's address, with a login that is made like the AWS CLI's. */
  url(changes: { readonly credentials?: SessionCredentials; readonly now?: Date } = {}): string {
    const plain = `${this.cloud.local.endpoint}/v1/repos/${this.repository}`;
    const credentials = changes.credentials ?? (typeof this.who === 'string' ? this.cloud.local.credentialsOf(this.who) : this.who);
    const { username, password } = gitCredentials({ url: plain, region: REGION, credentials, now: changes.now });
    return plain.replace('//', `//${encodeURIComponent(username)}:${password}@`);
  }

  /** @returns the new commit */
  commit(message: string, files: Files): string {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), content);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }

  push(reference = 'HEAD:refs/heads/main', ...options: string[]): string {
    return this.git('push', ...options, this.url(), reference);
  }

  /** Takes a branch of the repository as it is now. */
  fetch(branch = 'main'): void {
    this.git('fetch', '--quiet', this.url(), branch);
    this.git('checkout', '--quiet', '-B', branch, 'FETCH_HEAD');
  }

  get files(): Record<string, string> {
    return Object.fromEntries(readdirSync(this.folder).filter((name) => name !== '.git').sort().map((name) => [name, readFileSync(path.join(this.folder, name), 'utf8')]));
  }
}
