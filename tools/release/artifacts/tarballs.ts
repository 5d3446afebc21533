import { mkdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Package } from '../../packages/packages';
import { mustCapture } from '../../process/capture';
import { ROOT } from '../../root';

const FOLDER = path.join(ROOT, 'dist', 'js');

/** Packs what was compiled, as `npm publish` would. @returns the files of the tarballs by package name */
export async function packTarballs(published: readonly Package[]): Promise<ReadonlyMap<string, string>> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const workspaces = published.flatMap(({ packageName }) => ['--workspace', packageName]);
  const packed: unknown = JSON.parse(await mustCapture('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER, ...workspaces]));
  return new Map(Object.values(packed as Record<string, { name: string; filename: string }>).map(({ name, filename }) => [name, path.join(FOLDER, filename)]));
}
