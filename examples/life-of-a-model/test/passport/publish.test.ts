import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { publish } from '../../passport/publish';
import { COMPLETE, EMPTY } from './passports';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'passport-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('one page for people, the same facts for machines, nothing else', () => {
  const file = publish(COMPLETE, path.join(folder, 'passport'));
  expect(file).toBe(path.join(folder, 'passport', 'index.html'));
  expect(readdirSync(path.dirname(file)).sort()).toEqual(['facts.json', 'index.html']);
  expect(JSON.parse(readFileSync(path.join(path.dirname(file), 'facts.json'), 'utf8'))).toEqual(COMPLETE);
});

test('a newer passport takes the place of an older one', () => {
  publish(COMPLETE, folder);
  expect(readFileSync(publish(EMPTY, folder), 'utf8')).toContain('This walk has not ended');
});
