import * as path from 'node:path';
import { CodeCommitClient, GetRepositoryCommand } from '@aws-sdk/client-codecommit';
import { gitCredentials } from '@mlops-foundation/local-cloud';
import { run } from '../child';
import type { Life } from '../life';
import type { Credentials } from './person';

export interface CloneOptions {
  readonly url: string;
  readonly folder: string;
  readonly author: string;
  readonly credentials: Credentials;
  readonly region: string;
  /** Ends what git is doing when the walk is interrupted. */
  readonly signal: AbortSignal;
}

/** A working copy of a CodeCommit repository, used by one person. */
export class WorkingCopy {
  private constructor(private readonly options: CloneOptions) {}

  static async clone(options: CloneOptions): Promise<WorkingCopy> {
    const copy = new WorkingCopy(options);
    await copy.git('.', ['clone', '--quiet', options.url, options.folder]);
    await copy.git(options.folder, ['config', 'user.name', options.author]);
    await copy.git(options.folder, ['config', 'user.email', `${options.author}@example.com`]);
    return copy;
  }

  get folder(): string {
    return this.options.folder;
  }

  async branch(name: string, from = 'origin/main'): Promise<void> {
    await this.git(this.folder, ['fetch', '--quiet', 'origin']);
    await this.git(this.folder, ['checkout', '--quiet', '-B', name, from]);
  }

  /** Commits everything and returns the commit's id; also when nothing changed. */
  async commit(message: string): Promise<string> {
    await this.git(this.folder, ['add', '--all']);
    await this.git(this.folder, ['commit', '--quiet', '--allow-empty', '--message', message]);
    return (await this.git(this.folder, ['rev-parse', 'HEAD'])).trim();
  }

  async push(branch: string): Promise<void> {
    await this.git(this.folder, ['push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`]);
  }

  /** git with the person's own signature for CodeCommit, and with nothing of the machine's git configuration. */
  private git(cwd: string, args: string[]): Promise<string> {
    const { signal } = this.options;
    const { username, password } = gitCredentials(this.options);
    const helper = '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$LINE_GIT_USERNAME" "$LINE_GIT_PASSWORD"; }; f';
    return run('git', ['-c', 'credential.helper=', '-c', `credential.helper=${helper}`, '-c', 'credential.useHttpPath=true', ...args], {
      cwd, signal,
      env: {
        PATH: process.env.PATH, HOME: this.folder, LANG: 'C.UTF-8', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
        LINE_GIT_USERNAME: username, LINE_GIT_PASSWORD: password,
      },
    });
  }
}

/** A working copy of the data scientist's, in the walk's folder. */
export async function cloneOf({ folder, people: { dana }, signal, topology, view }: Life, repositoryName: string, name: string): Promise<WorkingCopy> {
  const { repositoryMetadata } = await dana.use(CodeCommitClient).send(new GetRepositoryCommand({ repositoryName }));
  const url = repositoryMetadata?.cloneUrlHttp ?? '';
  const copy = await WorkingCopy.clone({ url, folder: path.join(folder, name), author: dana.name, credentials: dana.credentials, region: topology.region, signal });
  view.say(`${dana.name} cloned ${url}`);
  return copy;
}
