import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { assemblies } from '../../synthesis/examples';
import { differentFiles } from '../../synthesis/reproducible';

const root = mkdtempSync(path.join(tmpdir(), 'examples-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text = ''): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

write('examples/plain/app.ts');
write('examples/phases/app.ts');
write('examples/phases/topologies/b.yaml');
write('examples/phases/topologies/a.yaml');
write('examples/script/main.ts');

test('an app without topologies has one assembly, another one for each of them', () => {
  expect(assemblies([], root).map(({ outdir, topology }) => [outdir, topology])).toEqual([
    ['examples/phases/cdk.out/a', 'examples/phases/topologies/a.yaml'],
    ['examples/phases/cdk.out/b', 'examples/phases/topologies/b.yaml'],
    ['examples/plain/cdk.out', undefined],
  ]);
});

test('an example without an app is refused by name', () => {
  expect(() => assemblies(['script'], root)).toThrow('script. There are: phases, plain');
});

test('files that differ, and files that exist once only, are named', () => {
  for (const [side, text] of [['one', 'x'], ['other', 'y']]) {
    write(`${side}/same`, 'same');
    write(`${side}/deep/differs`, text);
  }
  write('one/only', '');
  expect(differentFiles(path.join(root, 'one'), path.join(root, 'other'))).toEqual(['deep/differs', 'only']);
});
