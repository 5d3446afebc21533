import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../../../root';

/** A small repository that is released as this one is: its lerna.json is this one's. */
export class MadeRepository {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'made-repository-'));

  constructor(names: readonly string[], version: string) {
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.git('config', 'user.name', 'Test');
    this.git('config', 'user.email', 'test@example.com');
    for (const file of ['lerna.json', 'nx.json']) cpSync(path.join(ROOT, file), path.join(this.folder, file));
    this.write('package.json', { name: 'made', version: '0.0.0', private: true, workspaces: ['packages/*'] });
    for (const name of names) this.write(`packages/${name}/package.json`, { name: `@made/${name}`, version });
  }

  /** Changes a package and commits it. */
  commit(name: string, message: string): void {
    appendFileSync(path.join(this.folder, 'packages', name, 'source.txt'), `${message}\n`);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  /** Tags as lerna does. */
  release(name: string, version: string): void {
    this.git('tag', `@made/${name}@${version}`, '--message', `@made/${name}@${version}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(file: string, content: unknown): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), JSON.stringify(content));
  }

  private git(...args: string[]): void {
    execFileSync('git', args, { cwd: this.folder, stdio: 'pipe', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  }
}
