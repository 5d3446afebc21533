import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { synthSnapshot } from './synth-snapshot';
import { VERSIONS } from '../versions';

const files = synthSnapshot(() => undefined);
const manifest = JSON.parse(files['package.json']);
const root = path.join(__dirname, '..', '..');

test('every command of the root is a script of tools/, which gets the signals that npm gets', () => {
  const commands = ['start', 'test', 'build', 'lint', 'synth', 'bench', 'integ', 'integ:aws', 'release:dry', 'release:plan'];
  expect(commands.map((name) => manifest.scripts[name])).toEqual(commands.map(() => expect.stringMatching(/^exec node tools\/\w+\.mjs/)));
});

test('there is one version of each tool, exact', () => {
  const loose = Object.entries(manifest.devDependencies as Record<string, string>).filter(([, version]) => !/^\d/.test(version));
  expect(loose).toEqual([]);
});

test('the CDK CLI is not 3.0.0, which was published by accident', () => {
  expect(VERSIONS.cdkCli).toMatch(/^2\./);
});

test('the resolver of jest is one whose binaries are all on the registry', () => {
  expect(manifest.overrides).toEqual({ 'unrs-resolver': '1.12.2' });
});

test('tests run in random order', () => {
  expect(manifest.jest.randomize).toBe(true);
});

test('lerna versions packages on their own and nx waits for siblings', () => {
  expect(JSON.parse(files['lerna.json'])).toMatchObject({ version: 'independent' });
  expect(JSON.parse(files['nx.json']).targetDefaults.compile).toEqual({ dependsOn: ['^compile'] });
});

test('lerna reads a `!` as a breaking change', () => {
  expect(JSON.parse(files['lerna.json']).command.version.changelogPreset).toBe('conventionalcommits');
});

test('the workflow has no permission but to read, and pins actions by digest', () => {
  const workflow = files['.github/workflows/build.yml'];
  expect(workflow).toMatch(/^permissions: \{\}$/m);
  for (const [, reference] of workflow.matchAll(/uses: \S+@(\S+)/g)) expect(reference).toMatch(/^[0-9a-f]{40}$/);
});

test('.projenrc.ts declares and does nothing else', () => {
  const text = readFileSync(path.join(root, '.projenrc.ts'), 'utf8');
  expect(text.split('\n').length).toBeLessThan(80);
  expect(text).not.toMatch(/\b(if|for|while|function)\b *\(/);
});
