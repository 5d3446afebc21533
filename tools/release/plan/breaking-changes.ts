import { mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../../packages/packages';
import { capture, mustCapture } from '../../process/capture';
import { ROOT } from '../../root';
import { isBreaking, lastReleaseOf, messagesSince } from './commits';

/** Where released packages are unpacked: below the root, so that jsii finds the assemblies that they refer to. */
const RELEASED = path.join(ROOT, 'dist', 'released');

/** What jsii-diff says that a user of the one assembly misses in the other, a line each. Everything counts: experimental APIs break users too. */
export async function differences(released: string, current: string): Promise<string[]> {
  const { succeeded, output } = await capture(process.execPath, [path.join(ROOT, 'node_modules', 'jsii-diff', 'bin', 'jsii-diff'), '--error-on', 'all', released, current], {
    env: { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (succeeded) return [];
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const found = lines.filter((line) => /\[incompatible/.test(line));
  return found.length > 0 ? found : lines;
}

/** Breaking changes that no commit since the last release owns up to. @returns undefined where there is no release yet */
export async function unsaidBreakingChanges({ folder, packageName }: Package): Promise<string[] | undefined> {
  const tag = await lastReleaseOf(packageName, ROOT);
  if (!tag) return undefined;
  return unsaid(await differences(await fetchReleased(packageName, tag), folder), await messagesSince(tag, folder, ROOT), tag);
}

/** @param tag the release that was compared with */
export function unsaid(found: readonly string[], messages: readonly string[], tag: string): string[] {
  if (found.length === 0 || messages.some(isBreaking)) return [];
  return [...found, `This breaks users of ${tag}, and no commit since then says so: keep what was there and deprecate it, or commit with "!" or "BREAKING CHANGE:"`];
}

/** A released package, as the registry has it. */
async function fetchReleased(packageName: string, tag: string): Promise<string> {
  const folder = path.join(RELEASED, tag.replace(/[@/]/g, '_'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(await mustCapture('npm', ['pack', '--json', '--pack-destination', folder, `${packageName}@${tag.slice(packageName.length + 1)}`]));
  await mustCapture('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
  return path.join(folder, 'package');
}
