import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { keepingSnapshots } from '../../integration/snapshots';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'snapshot-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const read = (...names: string[]) => names.map((name) => readFileSync(at(name), 'utf8'));

/** What a synthesis writes: the assertions with their time, and what carries their digest. */
function synthesize(salt: number, { resource = 'Topic', asset = 'a'.repeat(64) } = {}): void {
  const assertions = JSON.stringify({ Assert: { flattenResponse: 'false', salt: String(salt) } }, undefined, 1);
  const digest = createHash('sha256').update(assertions).digest('hex');
  writeFileSync(at('assert.template.json'), assertions);
  writeFileSync(at('stack.template.json'), JSON.stringify({ resource, asset }));
  writeFileSync(at('assert.assets.json'), JSON.stringify({ [digest]: { destinations: { [`current_account-current_region-${digest.slice(0, 8)}`]: { objectKey: `${digest}.json` } } } }));
}

const NAMES = ['assert.template.json', 'stack.template.json', 'assert.assets.json'];
const run = (again: () => void) => keepingSnapshots([folder], async () => again());

test('a snapshot that differs by its time alone is as it was', async () => {
  synthesize(1);
  const before = read(...NAMES);
  await run(() => synthesize(2));
  expect(read(...NAMES)).toEqual(before);
});

test.each([['a resource', { resource: 'Queue' }], ['an asset', { asset: 'b'.repeat(64) }]])('one in which %s changed is the new one, time and all', async (_, change) => {
  synthesize(1);
  await run(() => synthesize(2, change));
  const written = read(...NAMES);
  synthesize(2, change);
  expect(written).toEqual(read(...NAMES));
});

test('a file more or less is a change, and a first snapshot stays', async () => {
  await run(() => synthesize(1));
  expect(existsSync(at('assert.template.json'))).toBe(true);
  await run(() => {
    synthesize(2);
    writeFileSync(at('more.template.json'), '{}');
  });
  expect(read('assert.template.json')[0]).toContain('"salt": "2"');
});

test('what a failing run wrote is judged as well, and its error is told', async () => {
  synthesize(1);
  const before = read(...NAMES);
  await expect(run(() => {
    synthesize(2);
    throw new Error('it failed');
  })).rejects.toThrow('it failed');
  expect(read(...NAMES)).toEqual(before);
});
