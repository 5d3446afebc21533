import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { sha256Of } from '../../packages/digest';

/** Go has no archive: each file of a module is one. */
const ARTIFACT = /\.(tgz|whl|tar\.gz|jar|pom|cdx\.json)$|^release\/(release\.json|tested-together\.md)$|^go\//;

/** Every artifact below folders of `dist`, told from there. */
export function artifactsBelow(dist: string, folders: readonly string[]): string[] {
  return folders.filter((folder) => existsSync(path.join(dist, folder))).flatMap((folder) =>
    readdirSync(path.join(dist, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(folder, file)),
  ).filter((file) => ARTIFACT.test(file) && statSync(path.join(dist, file)).isFile()).sort();
}

/** A file that `sha256sum --check` reads. */
export function writeDigests(dist: string, files: readonly string[], target: string): void {
  const lines = files.map((file) => `${sha256Of(path.join(dist, file))}  ${file}\n`);
  writeFileSync(path.join(dist, target), lines.join(''));
}
