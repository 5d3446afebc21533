import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Records } from '../../src/services/records';

interface Thing {
  readonly name: string;
  readonly since?: Date;
  readonly parts?: Map<string, number>;
  count?: number;
  process?: { readonly pid: number };
}

let folder: string;
beforeEach(() => { folder = path.join(mkdtempSync(path.join(tmpdir(), 'records-')), 'deeper'); });
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

const things = () => new Records<Thing>(folder, { process: () => undefined });
const files = () => (existsSync(folder) ? readdirSync(folder) : []);

test('records are there again in the order they came, with their dates and maps', () => {
  const [first, second] = [{ name: 'z', since: new Date(5), parts: new Map([['a', 1]]) }, { name: 'a' }];
  const before = things();
  before.set('1/z', first);
  before.set('1/a', second);
  expect(things().entries()).toEqual([['1/z', first], ['1/a', second]]);
  const again = things();
  again.set('1/m', { name: 'm' });
  expect(things().values().map(({ name }) => name)).toEqual(['z', 'a', 'm']);
});

test('what lives only while the cloud runs is not written', () => {
  const record = things().set('a', { name: 'a', process: { pid: 1 } });
  expect(record.process).toEqual({ pid: 1 });
  expect(readFileSync(path.join(folder, files()[0]), 'utf8')).not.toContain('process');
  expect(things().get('a')).toEqual({ name: 'a', process: undefined });
});

test('other records are found again by what is made of the key', () => {
  const groups = new Map([['g', { name: 'g' }]]);
  const linked = () => new Records<{ name: string; group?: object }>(folder, { group: (_, key) => groups.get(key.split('/')[0]) });
  linked().set('g/1', { name: '1' });
  expect(linked().get('g/1')?.group).toBe(groups.get('g'));
});

test('a change is remembered once it is saved, and a record that was deleted does not come back with it', () => {
  const before = things();
  const record = before.set('a', { name: 'a' });
  record.count = 1;
  expect(things().get('a')?.count).toBeUndefined();
  before.save('a');
  expect(things().get('a')?.count).toBe(1);
  before.delete('a');
  before.save('a');
  expect(files()).toEqual([]);
});

test('a change writes the record that changed and no other', () => {
  const before = things();
  for (const name of ['a', 'b']) before.set(name, { name });
  const written = () => files().map((name) => statSync(path.join(folder, name)).ino);
  const inodes = written();
  before.save('b');
  expect(written().filter((inode) => !inodes.includes(inode))).toHaveLength(1);
});

test('names that are long, or differ in nothing but case or in what a file name cannot hold, stay apart', () => {
  const names = ['a', 'A', 'a/b', 'a%2Fb', '..', 'x'.repeat(2000), `${'x'.repeat(2000)}y`];
  const before = things();
  for (const name of names) before.set(name, { name });
  expect(things().values().map(({ name }) => name)).toEqual(names);
  expect(new Set(files().map((name) => name.toLowerCase())).size).toBe(names.length);
});

test('what a crash left half written is removed', () => {
  things().set('a', { name: 'a' });
  writeFileSync(path.join(folder, 'b.json.new'), '{ "key": "b"');
  expect(things().values()).toEqual([{ name: 'a', process: undefined }]);
  expect(files().filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('once it is frozen nothing is written, and nothing new begins', () => {
  const before = things();
  const record = before.set('a', { name: 'a' });
  before.freeze();
  record.count = 1;
  before.save('a');
  expect(things().get('a')?.count).toBeUndefined();
  expect(() => before.set('b', { name: 'b' })).toThrow('local-cloud: it is stopping, and begins nothing new');
});
