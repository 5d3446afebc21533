import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { controlTowerFindings } from '../../src';

const folder = mkdtempSync(path.join(tmpdir(), 'guard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function findingsOf(resources: object): string[] {
  const file = path.join(folder, 'Stack.template.json');
  writeFileSync(file, JSON.stringify({ Resources: resources }));
  return controlTowerFindings([file]).map(({ rule, resource }) => `${resource}: ${rule}`);
}

test('an open bucket breaks the control on public access', () => {
  expect(findingsOf({ Open: { Type: 'AWS::S3::Bucket' } })).toContain('Open: CT.S3.PR.1');
});

test('a closed bucket does not', () => {
  const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  const found = findingsOf({ Closed: { Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration } } });
  expect(found).not.toContain('Closed: CT.S3.PR.1');
  expect(found).toContain('Closed: CT.S3.PR.11');
});
