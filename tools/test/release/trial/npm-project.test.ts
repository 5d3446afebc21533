import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Package } from '../../../packages/packages';
import { mustCapture } from '../../../process/capture';
import { NpmProjects } from '../../../release/trial/npm-project';

jest.setTimeout(300_000);

const folder = mkdtempSync(path.join(tmpdir(), 'npm-project-'));
const tarballs = new Map<string, string>();
let projects: NpmProjects;

/** A package as it would lie in this repository, packed. */
async function made(name: string, files: Readonly<Record<string, string>>): Promise<Package> {
  const source = path.join(folder, 'sources', name);
  mkdirSync(source, { recursive: true });
  const manifest = { name: `@made/${name}`, version: '1.0.0', license: 'MIT', main: 'index.js', types: 'index.d.ts', bin: { [name]: 'bin.js' } };
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) writeFileSync(path.join(source, file), text);
  const [{ filename }] = JSON.parse(await mustCapture('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source }));
  tarballs.set(manifest.name, path.join(folder, filename));
  return { folder: source, name, packageName: manifest.name, version: '1.0.0', kind: 'node', isPrivate: false, needs: [] };
}

beforeAll(() => { projects = new NpmProjects(folder, tarballs); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a package that stands alone is imported, compiled against, run and called', async () => {
  const good = await made('good', {
    'index.js': "exports.greet = (name) => 'hello ' + name;", 'index.d.ts': 'export declare function greet(name: string): string;',
    'bin.js': "#!/usr/bin/env node\nconsole.log('at your service');",
  });
  const project = await projects.create(good, [good]);
  expect(await project.imports('@made/good')).toEqual([]);
  expect(await project.runsPrograms(["import { greet } from '@made/good';\nif (greet('you') !== 'hello you') throw new Error('impolite');"])).toEqual([]);
  expect(await project.runsPrograms(["import { greet } from '@made/good';\ngreet(1);"])).toEqual([expect.stringContaining("Argument of type 'number'")]);
  expect(await project.runsPrograms(["import { greet } from '@made/good';\nthrow new Error(greet('wrong'));"])).toEqual([expect.stringContaining('hello wrong')]);
  expect(await project.runsCommand('good', [], /at your service/)).toEqual([]);
  expect(await project.runsCommand('good', [], /nothing of the kind/)).toEqual([expect.stringContaining('at your service')]);
});

test('an import that this repository has and the package does not declare is found', async () => {
  // esbuild stands in the root's node_modules, where jsii and tsc find it without a word
  const planted = await made('planted', { 'index.js': "exports.esbuild = require('esbuild');", 'index.d.ts': 'export declare const esbuild: any;' });
  const project = await projects.create(planted, [planted]);
  expect(await project.imports('@made/planted')).toEqual([expect.stringContaining("Cannot find module 'esbuild'")]);
});

test('a package that exports nothing is an empty shell', async () => {
  const shell = await made('shell', { 'index.js': '', 'index.d.ts': 'export {};' });
  expect(await (await projects.create(shell, [shell])).imports('@made/shell')).toEqual([expect.stringContaining('exports nothing')]);
});
