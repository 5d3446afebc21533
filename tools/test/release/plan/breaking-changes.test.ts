import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { differences, unsaid } from '../../../release/plan/breaking-changes';

jest.setTimeout(180_000);

const folder = mkdtempSync(path.join(tmpdir(), 'assemblies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An assembly as jsii writes it, of a class with methods and an interface of props, all experimental as those of this repository are. */
function assembly(name: string, methods: readonly string[], props: readonly string[]): string {
  const target = path.join(folder, name);
  mkdirSync(target);
  const fqn = (type: string) => ({ assembly: 'made', fqn: `made.${type}`, name: type, docs: { stability: 'experimental' }, locationInModule: { filename: 'x.ts', line: 1 } });
  writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name: 'made', version: '0.1.0', jsii: {} }));
  writeFileSync(path.join(target, '.jsii'), JSON.stringify({
    schema: 'jsii/0.10.0', name: 'made', version: '0.1.0', fingerprint: '', license: 'Apache-2.0', author: { name: 'x', roles: ['author'] }, description: 'x', homepage: 'x', jsiiVersion: '6', metadata: {},
    repository: { type: 'git', url: 'x' }, docs: { stability: 'experimental' },
    types: {
      'made.House': { ...fqn('House'), kind: 'class', methods: methods.map((method) => ({ name: method, docs: { stability: 'experimental' }, locationInModule: { filename: 'x.ts', line: 1 } })) },
      'made.HouseProps': {
        ...fqn('HouseProps'), kind: 'interface', datatype: true,
        properties: props.map((prop) => ({ name: prop, abstract: true, immutable: true, optional: true, type: { primitive: 'string' }, docs: { stability: 'experimental' }, locationInModule: { filename: 'x.ts', line: 1 } })),
      },
    },
  }));
  return target;
}

const released = assembly('released', ['open', 'close'], ['colour']);

test('nothing is told of an assembly that only grew', async () => {
  expect(await differences(released, assembly('grown', ['open', 'close', 'lock'], ['colour', 'height']))).toEqual([]);
});

test('a method that is gone and a prop that is called otherwise are told', async () => {
  const found = await differences(released, assembly('broken', ['open'], ['color']));
  expect(found.join('\n')).toMatch(/made\.House\.close/);
  expect(found.join('\n')).toMatch(/colour/);
});

test('a breaking change without a commit that says so fails, with the remedy', () => {
  const found = ['METHOD made.House.close has been removed'];
  expect(unsaid(found, ['fix: a mistake', 'feat: more'], '@made/house@0.1.0')).toEqual([found[0], expect.stringContaining('breaks users of @made/house@0.1.0')]);
  expect(unsaid(found, ['fix: a mistake', 'feat!: another way'], '@made/house@0.1.0')).toEqual([]);
  expect(unsaid([], ['fix: a mistake'], '@made/house@0.1.0')).toEqual([]);
});
