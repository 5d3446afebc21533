import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { AssemblyError, readAssembly, withNested } from '../../src';
import { synthesized, temporaryFolder } from '../synthesized';

const assembly = readAssembly(synthesized());
const all = assembly.stacks.flatMap(withNested);

test('stacks of the app and of its stages are read, by the names CloudFormation will know', () => {
  expect(assembly.stacks.map(({ name }) => name).sort()).toEqual(['Anywhere', 'Mlops-tooling', 'Prod-Serving']);
});

test('each knows its environment', () => {
  const places = Object.fromEntries(assembly.stacks.map(({ name, account, region }) => [name, `${account}/${region}`]));
  expect(places).toEqual({ 'Mlops-tooling': '111111111111/eu-west-1', 'Prod-Serving': '666666666666/eu-west-1', 'Anywhere': 'unknown-account/unknown-region' });
});

test('nested stacks are read in all levels, in the environment of their parent', () => {
  const nested = all.filter(({ name }) => name.includes('/'));
  expect(nested.map(({ template }) => Object.values(template.Resources ?? {}).map(({ Type }) => Type).sort())).toEqual([
    ['AWS::CloudFormation::Stack', 'AWS::SNS::Topic'], ['AWS::SNS::Topic'],
  ]);
  expect(nested.map(({ account }) => account)).toEqual(['111111111111', '111111111111']);
});

test('the size is that of the file', () => {
  const { bytes } = all.find(({ name }) => name === 'Mlops-tooling')!;
  expect(bytes).toBe(statSync(path.join(assembly.folder, 'Tooling.template.json')).size);
});

describe('a folder that is no assembly', () => {
  function folderWith(files: Record<string, string>): string {
    const folder = temporaryFolder();
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return folder;
  }
  const manifest = (artifact: object) => ({ 'manifest.json': JSON.stringify({ version: '53.0.0', artifacts: { S: artifact } }) });
  const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1', properties: { templateFile: 's.json' } };

  test.each<[string, Record<string, string>, RegExp]>([
    ['is empty', {}, /manifest\.json: there is no manifest that can be read here \(ENOENT\)\. Give a folder that `cdk synth` wrote/],
    ['has a broken manifest', { 'manifest.json': '{' }, /manifest\.json: it is no JSON/],
    ['has a manifest of something else', { 'manifest.json': '{}' }, /it has no artifacts/],
    ['has a manifest that is a list', { 'manifest.json': '[]' }, /must be a JSON object/],
    ['has no stack', { 'manifest.json': '{"artifacts":{}}' }, /it names no stack/],
    ['has a stack without a template', manifest(stack), /s\.json: there is no template of S/],
    ['has a stack that names no template', manifest({ ...stack, properties: {} }), /the artifact S has no templateFile/],
    ['has a stack without an environment', manifest({ ...stack, environment: 'somewhere' }), /"somewhere", not aws:\/\/account\/region/],
    ['has a stage without a folder', manifest({ type: 'cdk:cloud-assembly' }), /the artifact S has no directoryName/],
    ['has a broken template', { ...manifest(stack), 's.json': 'x' }, /s\.json: it is no JSON/],
  ])('that %s', (_, files, message) => {
    const read = () => readAssembly(folderWith(files));
    expect(read).toThrow(AssemblyError);
    expect(read).toThrow(message);
  });

  test('that does not exist', () => {
    expect(() => readAssembly('/nowhere/at/all')).toThrow(/^\/nowhere\/at\/all\/manifest\.json: there is no manifest/);
  });
});
