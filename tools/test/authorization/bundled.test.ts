import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../../root';

const folder = mkdtempSync(path.join(tmpdir(), 'bundled-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('data are found in a bundle, which has neither the package nor its folder', () => {
  const outfile = path.join(folder, 'bundle.js');
  buildSync({ entryPoints: [path.join(ROOT, 'packages', 'policy-evaluation', 'src', 'index.ts')], bundle: true, platform: 'node', outfile });
  const { authorizationsOf, KNOWN_SERVICES } = jest.requireActual(outfile);
  expect(KNOWN_SERVICES).toContain('scheduler');
  expect(authorizationsOf({ service: 'scheduler', operation: 'ListSchedules', parameters: {}, account: '111111111111', region: 'eu-central-1', partition: 'aws' })).toEqual([
    { action: 'scheduler:ListSchedules', resource: '*', context: { 'aws:RequestedRegion': 'eu-central-1' } },
  ]);
});
