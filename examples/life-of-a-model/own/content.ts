import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';

/** What lies beside a repository's files and is none of them. */
const NOT_CONTENT = /^(\.git|\.venv|venv|node_modules|__pycache__|\.pytest_cache|\.ipynb_checkpoints|\.DS_Store)$/;

/** The files of a repository by their paths in it: what git knows or would take, or everything where it is no work tree of git. */
export function contentOf(folder: string): string[] {
  if (!existsSync(path.join(folder, '.git'))) return below(folder, '').sort();
  const options = { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } } as const;
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], options);
  return listed.split('\0').filter((file) => file !== '' && kindOf(folder, file)).sort();
}

/** Submodules and other repositories inside of a repository: git holds no files of theirs, so that a copy would lack them. */
export function repositoriesIn(folder: string): string[] {
  return contentOf(folder).filter((file) => kindOf(folder, file)?.isDirectory());
}

/** Makes a working copy hold the files of a repository and nothing else. */
export function replaceContent(workingCopy: string, folder: string): number {
  for (const name of readdirSync(workingCopy)) if (name !== '.git') rmSync(path.join(workingCopy, name), { recursive: true });
  const files = contentOf(folder);
  for (const file of files) {
    mkdirSync(path.dirname(path.join(workingCopy, file)), { recursive: true });
    // a link is content as it is written: what it leads to may lie in the repository too
    cpSync(path.join(folder, file), path.join(workingCopy, file), { verbatimSymlinks: true });
  }
  return files.length;
}

/** Of a link itself, also of one that leads nowhere. */
const kindOf = (folder: string, file: string) => lstatSync(path.join(folder, file), { throwIfNoEntry: false });

function below(folder: string, inside: string): string[] {
  return readdirSync(path.join(folder, inside), { withFileTypes: true }).filter(({ name }) => !NOT_CONTENT.test(name)).flatMap((entry) => {
    const file = path.join(inside, entry.name);
    return entry.isDirectory() ? below(folder, file) : [file];
  });
}
