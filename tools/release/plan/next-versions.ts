import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Package, packages } from '../../packages/packages';
import { mustCapture } from '../../process/capture';
import { ROOT } from '../../root';

/** What the next release of a package would be. */
export interface NextVersion {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The entry of its changelog. */
  readonly entry: string;
}

/** Asks lerna, in a clone that is thrown away, which versions and changelogs the commits lead to. @param repository whose committed state counts */
export async function nextVersions(repository = ROOT): Promise<NextVersion[]> {
  const clone = mkdtempSync(path.join(tmpdir(), 'next-versions-'));
  try {
    await mustCapture('git', ['clone', '--quiet', repository, clone]);
    await mustCapture('git', ['checkout', '--quiet', '-B', 'next-versions'], { cwd: clone });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
    // the lock file is brought into step by an installation, which is no question of versions
    appendFileSync(path.join(clone, '.git', 'info', 'exclude'), '/node_modules\n/.nx\n');
    if (existsSync(path.join(clone, 'package-lock.json'))) rmSync(path.join(clone, 'package-lock.json'));
    const before = packages(clone);
    await mustCapture(process.execPath, [path.join(ROOT, 'node_modules', 'lerna', 'dist', 'cli.js'), 'version', '--yes', '--no-push', '--no-git-tag-version', '--ignore-scripts'], {
      cwd: clone, env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', CI: 'true' },
    });
    return before.flatMap((each) => changed(each, packages(clone)));
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

function changed({ name, version, folder }: Package, after: readonly Package[]): NextVersion[] {
  const to = after.find((each) => each.name === name)?.version ?? version;
  return to === version ? [] : [{ name, from: version, to, entry: entryOf(folder, to) }];
}

/** A version's part of a package's changelog, without its title. */
export function entryOf(folder: string, version: string): string {
  const file = path.join(folder, 'CHANGELOG.md');
  const sections = existsSync(file) ? readFileSync(file, 'utf8').split(/^(?=##? )/m) : [];
  const section = sections.find((text) => new RegExp(`^##? \\[?${version.replace(/\./g, '\\.')}[\\]\\s]`).test(text)) ?? '';
  return section.split('\n').slice(1).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
