import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { pacmak } from '../../building/pacmak';
import type { Package } from '../../packages/packages';
import { capture } from '../../process/capture';
import { ROOT } from '../../root';

/** A Maven repository of what was built. */
export const JAVA_FOLDER = path.join(ROOT, 'dist', 'java');

/** What jars are built with and this machine lacks; nobody is asked to have it. */
export async function missingForJava(): Promise<string[]> {
  // java runs a source file by itself since 11 (https://openjdk.org/jeps/330)
  const tools = [['a JDK of 11 or later', 'javac', '--release 11 -version'], ['Maven', 'mvn', '--version']];
  const tried = await Promise.all(tools.map(async ([name, command, argument]) => ({ name, found: (await capture(command, argument.split(' '))).succeeded })));
  return tried.filter(({ found }) => !found).map(({ name }) => name);
}

/** Builds the jars, in the layout of a Maven repository. @returns the jar of classes of each package, by name */
export function buildJars(constructs: readonly Package[]): ReadonlyMap<string, string> {
  rmSync(JAVA_FOLDER, { recursive: true, force: true });
  pacmak(constructs, 'java');
  const files = existsSync(JAVA_FOLDER) ? readdirSync(JAVA_FOLDER, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(constructs.map(({ name, version }) => {
    const jar = files.find((file) => path.basename(file) === `${name}-${version}.jar`);
    if (!jar) throw new Error(`${name}: jsii-pacmak left no ${name}-${version}.jar below ${JAVA_FOLDER}`);
    return [name, path.join(JAVA_FOLDER, jar)];
  }));
}

/** @returns group, artifact and version of a package at Maven */
export function coordinatesOf({ folder, version }: Package): [string, string, string] {
  const { groupId, artifactId } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).jsii.targets.java.maven;
  return [groupId, artifactId, version];
}
