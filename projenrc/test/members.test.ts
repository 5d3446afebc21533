import { synthSnapshot } from './synth-snapshot';
import { ConstructLibrary, ExampleApp, type Monorepo, NodeTool, PythonTool } from '..';

const files = synthSnapshot((monorepo: Monorepo) => {
  const first = new ConstructLibrary(monorepo, { name: 'first', description: 'One' });
  new ConstructLibrary(monorepo, { name: 'second', description: 'Two', siblings: [first], published: ['seed'], handlerClients: ['ec2'] });
  const library = new NodeTool(monorepo, { name: 'library', description: 'A library' });
  new NodeTool(monorepo, { name: 'command', description: 'A command', bin: true, siblings: [library], deps: ['yaml'], awsClients: ['s3'], published: ['data'] });
  new NodeTool(monorepo, { name: 'hidden', description: 'Never published', private: true, sourceMaps: false });
  new PythonTool(monorepo, { name: 'snake', description: 'Python' });
  new ExampleApp(monorepo, { name: 'walk', description: 'An example', awsClients: ['sts'] });
}, {
  'packages/first/src/index.ts': "export { first } from './first/first';\n",
  'packages/first/src/first/first.ts': "import { accountProblem } from '../private/problems';\nimport { allow } from './statements';\n",
});

const manifest = (folder: string) => JSON.parse(files[`${folder}/package.json`]);

describe('a construct library', () => {
  test('is named for npm and PyPI', () => {
    expect(manifest('packages/first')).toMatchObject({
      name: '@mlops-foundation/first',
      jsii: { targets: { python: { distName: 'mlops-foundation-first', module: 'mlops_foundation.first' } } },
    });
  });
  test('has siblings as peers, beside aws-cdk-lib and constructs', () => {
    expect(Object.keys(manifest('packages/second').peerDependencies).sort()).toEqual(['@mlops-foundation/first', 'aws-cdk-lib', 'constructs']);
  });
  test('ships its bundles and what it publishes besides', () => {
    expect(manifest('packages/second').files).toEqual(expect.arrayContaining(['lib', 'assets', '.jsii', 'seed']));
  });
  test('bundles no dependency: npm workspaces would drop it from the tarball', () => {
    expect(manifest('packages/first')).not.toHaveProperty('bundledDependencies');
  });
  test('has its handlers\' AWS clients for its tests only: Lambda brings them along', () => {
    expect(Object.keys(manifest('packages/second').devDependencies)).toEqual(['@aws-sdk/client-ec2']);
    expect(manifest('packages/first').devDependencies).toBeUndefined();
  });
  test('fails to compile on a warning', () => {
    expect(manifest('packages/first').scripts.compile).toContain('--fail-on-warnings');
  });
  test('has a copy of each private helper that it imports, and of what that imports, and no other', () => {
    expect(files['packages/first/src/private/problems.ts']).toMatch(/^\/\/ Copied from internal\/src\/problems\.ts by projen/);
    expect(Object.keys(files).filter((file) => file.includes('/src/private/')).sort()).toEqual(['problems.ts', 'validation-error.ts'].map((file) => `packages/first/src/private/${file}`));
  });
  test('is tested by the one jest run', () => {
    expect(JSON.parse(files['package.json']).jest.projects.map(({ displayName }: { displayName: string }) => displayName)).toEqual(expect.arrayContaining(['first', 'second', 'internal', 'projenrc', 'tools', 'walk']));
  });
});

describe('a Node tool', () => {
  test('is a command when it says so', () => {
    expect(manifest('packages/command').bin).toEqual({ command: 'lib/cli/main.js' });
    expect(manifest('packages/library').bin).toBeUndefined();
  });
  test('depends on siblings, packages and AWS clients', () => {
    expect(Object.keys(manifest('packages/command').dependencies).sort()).toEqual(['@aws-sdk/client-s3', '@mlops-foundation/library', 'yaml']);
  });
  test('ships its data', () => {
    expect(manifest('packages/command').files).toContain('data');
  });
  test('is published with source maps, unless it is to be small', () => {
    const maps = (folder: string) => JSON.parse(files[`${folder}/tsconfig.json`]).compilerOptions.inlineSourceMap;
    expect([maps('packages/library'), maps('packages/hidden')]).toEqual([undefined, false]);
  });
  test('that is private is not packed', () => {
    expect(manifest('packages/hidden').private).toBe(true);
    expect(manifest('packages/hidden').scripts.package).toBeUndefined();
  });
  test('with a dependency that has no version is refused', () => {
    expect(() => synthSnapshot((monorepo) => new NodeTool(monorepo, { name: 'x', description: 'x', deps: ['left-pad'] }))).toThrow('no version for left-pad');
  });
});

test('a Python tool is versioned with the others and not published to npm', () => {
  expect(manifest('packages/snake')).toMatchObject({ private: true, version: '0.0.0' });
});

test('a Python tool reads its version from a file that projen writes', () => {
  expect(files['packages/snake/VERSION']).toBe('0.0.0\n');
});

test('a construct library has a name in each language of jsii', () => {
  expect(manifest('packages/first').jsii.targets).toMatchObject({
    java: { package: 'io.github.mlopsfoundation.first', maven: { groupId: 'io.github.mlops-foundation', artifactId: 'first' } },
    dotnet: { namespace: 'MlopsFoundation.First', packageId: 'MlopsFoundation.First' },
    go: { moduleName: 'github.com/mlops-foundation/mlops-foundation-go', packageName: 'first' },
  });
});

test.each(['first', 'library', 'snake'])('%s carries the licence', (name) => {
  expect(files[`packages/${name}/LICENSE`]).toContain('Apache License');
});

test('an example is private', () => {
  expect(manifest('examples/walk')).toMatchObject({ name: '@mlops-foundation/example-walk', private: true });
});

test('a version that lerna gave is kept', () => {
  const kept = synthSnapshot((monorepo) => new PythonTool(monorepo, { name: 'snake', description: 'x' }), { 'packages/snake/package.json': '{"version":"1.2.3"}' });
  expect(JSON.parse(kept['packages/snake/package.json']).version).toBe('1.2.3');
});
