import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { packages } from '../../packages/packages';
import { ROOT } from '../../root';

const master = path.join(ROOT, 'internal', 'src');
const helpers = readdirSync(master);
const copies = packages().filter(({ kind }) => kind === 'constructs').flatMap(({ name, folder }) => helpers.map((file) => ({ name, file, copy: path.join(folder, 'src', 'private', file) })));

test.each(copies)('$name has $file as its master says', ({ copy, file }) => {
  expect(existsSync(copy)).toBe(true);
  const [note, ...lines] = readFileSync(copy, 'utf8').split('\n');
  expect(note).toContain(`internal/src/${file}`);
  expect(lines.join('\n').trimEnd()).toBe(readFileSync(path.join(master, file), 'utf8').trimEnd());
});
