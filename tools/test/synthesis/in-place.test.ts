import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inPlace } from '../../synthesis/in-place';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'in-place-'));
  folder = path.join(parent, 'cdk.out', 'reliable');
});
afterEach(() => rmSync(parent, { recursive: true }));

const content = () => Object.fromEntries(readdirSync(folder).sort().map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
const writing = (who: string, ...files: string[]) => (fresh: string) => {
  mkdirSync(fresh, { recursive: true });
  for (const file of files) writeFileSync(path.join(fresh, file), who);
};

test('what was there gives way to what is new, and nothing is left beside it', async () => {
  await inPlace(folder, writing('first', 'a', 'gone'));
  await inPlace(folder, writing('second', 'a', 'b'));
  expect(content()).toEqual({ a: 'second', b: 'second' });
  expect(readdirSync(path.dirname(folder))).toEqual(['reliable']);
});

test('what was there stays whole while another is written', async () => {
  await inPlace(folder, writing('first', 'a'));
  let seen: object = {};
  await inPlace(folder, (fresh) => {
    writing('second', 'a', 'b')(fresh);
    seen = content();
  });
  expect(seen).toEqual({ a: 'first' });
});

test('what was there stays when the new one fails', async () => {
  await inPlace(folder, writing('first', 'a'));
  await expect(inPlace(folder, (fresh) => {
    writing('second', 'a')(fresh);
    throw new Error('it does not synthesize');
  })).rejects.toThrow('it does not synthesize');
  expect(content()).toEqual({ a: 'first' });
  expect(readdirSync(path.dirname(folder))).toEqual(['reliable']);
});
