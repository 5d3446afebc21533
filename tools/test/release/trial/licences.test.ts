import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { cameWithNpm, forbiddenIn } from '../../../release/trial/licences';

const folder = mkdtempSync(path.join(tmpdir(), 'licences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what npm installed is read, nested and scoped packages too', () => {
  const write = (at: string, manifest: object) => {
    mkdirSync(path.join(folder, at), { recursive: true });
    writeFileSync(path.join(folder, at, 'package.json'), JSON.stringify(manifest));
  };
  write('node_modules/good', { name: 'good', version: '1.0.0', license: 'MIT' });
  write('node_modules/@scope/old', { name: '@scope/old', version: '2.0.0', licenses: [{ type: 'BSD-3-Clause' }] });
  write('node_modules/good/node_modules/bad', { name: 'bad', version: '3.0.0', license: 'AGPL-3.0-only' });
  write('node_modules/silent', { name: 'silent', version: '4.0.0' });
  const came = cameWithNpm(folder);
  expect(came).toContainEqual({ name: '@scope/old', version: '2.0.0', license: 'BSD-3-Clause' });
  expect(forbiddenIn(came).sort()).toEqual(['bad@3.0.0 comes along: AGPL-3.0-only', 'silent@4.0.0 comes along: no licence said']);
});

test.each([
  ['GNU General Public License v3 (GPLv3)', 1], ['GNU Affero General Public License v3', 1], ['GNU Lesser General Public License v3 (LGPLv3)', 0],
  ['Apache Software License', 0], ['MIT License', 0], ['Python Software Foundation License', 0],
])('a classifier of Python: %s', (license, forbidden) => expect(forbiddenIn([{ name: 'x', version: '1', license }])).toHaveLength(forbidden));
