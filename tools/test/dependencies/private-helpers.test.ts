import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { packages } from '../../packages/packages';
import { ROOT } from '../../root';

const master = path.join(ROOT, 'internal', 'src');
const helpers = readdirSync(master);
const copies = packages().filter(({ kind }) => kind === 'constructs').flatMap(({ name, folder }) => {
  const home = path.join(folder, 'src', 'private');
  return readdirSync(home).filter((file) => helpers.includes(file)).map((file) => ({ name, file, copy: path.join(home, file) }));
});

test.each(copies)('$name has $file as its master says', ({ copy, file }) => {
  const [note, ...lines] = readFileSync(copy, 'utf8').split('\n');
  expect(note).toContain(`internal/src/${file}`);
  expect(lines.join('\n').trimEnd()).toBe(readFileSync(path.join(master, file), 'utf8').trimEnd());
});

test.each(helpers)('%s serves several packages, or it would be no master', (helper) => {
  expect(copies.filter(({ file }) => file === helper).length).toBeGreaterThan(1);
});
