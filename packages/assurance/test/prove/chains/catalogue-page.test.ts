import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CATALOGUE } from './catalogue';

const PAGE = path.join(__dirname, '..', '..', '..', '..', '..', 'docs', 'escalation-paths.md');

/** The rows of the page, as the catalogue gives them. */
const rows = CATALOGUE.map(({ id, permissions, rule, note }) => `| ${id} | ${permissions.map((one) => `\`${one}\``).join(', ')} | ${rule ? `\`${rule}\`` : 'no'} | ${rule ? `"${id} is found"` : ''} | ${note ?? ''} |`);

test('the page names every path, whether it is covered and by which test', () => {
  expect(readFileSync(PAGE, 'utf8').split('\n').filter((line) => /^\| \w+-\d+ /.test(line))).toEqual(rows);
});
