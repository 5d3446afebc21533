import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { contentOf, replaceContent, repositoriesIn } from '../../own/content';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'content-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), file);
  }
}

const git = (repository: string, ...args: string[]) => execFileSync('git', args, { cwd: path.join(folder, repository), env: { PATH: process.env.PATH, HOME: folder } });

test('without git everything is content but what tools leave behind', () => {
  write('mine/a.py', 'mine/deep/b.py', 'mine/deep/__pycache__/b.pyc', 'mine/.venv/c.py', 'mine/.gitignore');
  expect(contentOf(path.join(folder, 'mine'))).toEqual(['.gitignore', 'a.py', 'deep/b.py']);
});

test('with git the content is what git would take: new files too, ignored and deleted ones not', () => {
  write('mine/.gitignore', 'mine/kept.py', 'mine/gone.py', 'mine/new file.py', 'mine/data.csv');
  const mine = path.join(folder, 'mine');
  writeFileSync(path.join(mine, '.gitignore'), '*.csv\n');
  git('mine', 'init', '--quiet');
  git('mine', 'add', 'kept.py', 'gone.py');
  rmSync(path.join(mine, 'gone.py'));
  expect(contentOf(mine)).toEqual(['.gitignore', 'kept.py', 'new file.py']);
});

test('a working copy holds the repository\'s files afterwards, and nothing of its own but its history', () => {
  write('copy/.git/HEAD', 'copy/old/seed.py', 'copy/README.md', 'mine/README.md', 'mine/new/step.py');
  expect(replaceContent(path.join(folder, 'copy'), path.join(folder, 'mine'))).toBe(2);
  const copied = (file: string) => path.join(folder, 'copy', file);
  expect(readFileSync(copied('README.md'), 'utf8')).toBe('mine/README.md');
  expect(['new/step.py', '.git/HEAD', 'old'].map((file) => existsSync(copied(file)))).toEqual([true, true, false]);
});

test('links are copied as they are written: to a file, to a folder, to nowhere', () => {
  write('copy/.git/HEAD', 'mine/deep/a.py');
  for (const [link, target] of [['file.py', 'deep/a.py'], ['folder', 'deep'], ['nowhere', 'gone']]) symlinkSync(target, path.join(folder, 'mine', link));
  git('mine', 'init', '--quiet');
  expect(replaceContent(path.join(folder, 'copy'), path.join(folder, 'mine'))).toBe(4);
  expect(['file.py', 'folder', 'nowhere'].map((link) => readlinkSync(path.join(folder, 'copy', link)))).toEqual(['deep/a.py', 'deep', 'gone']);
});

test('repositories inside of a repository are found, be they submodules or not yet known to git', () => {
  write('mine/a.py', 'mine/vendor/b.py', 'mine/new/c.py');
  git('mine', 'init', '--quiet');
  for (const inner of ['mine/vendor', 'mine/new']) {
    git(inner, 'init', '--quiet');
    git(inner, '-c', 'user.name=me', '-c', 'user.email=me@example.com', 'commit', '--quiet', '--allow-empty', '--message', 'begin');
  }
  git('mine', '-c', 'advice.addEmbeddedRepo=false', 'add', 'vendor');
  expect(repositoriesIn(path.join(folder, 'mine'))).toEqual(['new/', 'vendor']);
});
