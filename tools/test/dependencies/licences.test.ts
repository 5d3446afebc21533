import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { isForbidden, type Lock, readLock, shippedWith } from '../../dependencies/licences';
import { ROOT } from '../../root';

const lock = readLock(ROOT);
const published = Object.keys(lock).filter((folder) => /^packages\/[^/]+$/.test(folder) && folder !== 'packages/test-kit');

test.each(published)('%s brings nothing along under a licence that it must not', (folder) => {
  const forbidden = shippedWith(lock, folder, folder).filter(({ license }) => isForbidden(license));
  expect(forbidden.map(({ name, license, by }) => `${name} (${license}): ${by}`)).toEqual([]);
});

describe('the evaluator that policy-evaluation is compared with', () => {
  const project = path.join(ROOT, 'packages', 'policy-evaluation', 'differential');
  const installed = Object.entries(readLock(project)).filter(([folder]) => folder !== '');
  const copyleft = installed.filter(([, { license = 'none said' }]) => isForbidden(license)).map(([folder]) => folder);

  test('stands under the AGPL, so that it is installed in a project of its own', () => {
    expect(copyleft).toContain('node_modules/@cloud-copilot/iam-simulate');
  });

  test('stands in no tree of the workspace, nor does what it brings along', () => {
    expect(Object.keys(lock).filter((folder) => copyleft.some((one) => folder.endsWith(one)))).toEqual([]);
  });

  test('is in no tarball and belongs to no workspace', () => {
    const read = (...parts: string[]) => JSON.parse(readFileSync(path.join(ROOT, ...parts, 'package.json'), 'utf8'));
    expect(read('packages', 'policy-evaluation').files).toEqual(['lib', 'CHANGELOG.md', 'data', '!**/__pycache__']);
    expect(read().workspaces).toEqual(['packages/*', 'examples/*']);
    expect(read('packages', 'policy-evaluation', 'differential').private).toBe(true);
  });
});

test('the way of a forbidden licence is told, through workspaces and nested folders too', () => {
  const made: Lock = {
    'packages/ours': { dependencies: { sibling: '1' } },
    'node_modules/sibling': { link: true, resolved: 'packages/sibling' },
    'packages/sibling': { version: '1.0.0', license: 'Apache-2.0', dependencies: { bad: '1' } },
    'node_modules/bad': { version: '1.0.0', license: 'MIT' },
    'packages/sibling/node_modules/bad': { version: '2.0.0', license: 'AGPL-3.0-only' },
  };
  expect(shippedWith(made, 'packages/ours', 'ours').filter(({ license }) => isForbidden(license))).toEqual([
    { name: 'bad@2.0.0', license: 'AGPL-3.0-only', by: 'ours > sibling > bad' },
  ]);
});

test.each([
  ['GPL-3.0-or-later', true], ['AGPL-3.0', true], ['none said', true], ['(MIT OR GPL-3.0)', false], ['LGPL-3.0', false], ['Apache-2.0', false], ['MIT AND GPL-2.0', true],
])('%s: %s', (license, forbidden) => expect(isForbidden(license)).toBe(forbidden));
