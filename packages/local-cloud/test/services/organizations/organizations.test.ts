import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Organizations } from '../../../src/services/organizations/organizations';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'organizations-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an organization is there again after a restart, with what it says of its accounts', () => {
  const organizations = new Organizations(folder, 'aws');
  const { id } = organizations.create('111111111111', 'ALL');
  const again = new Organizations(folder, 'aws');
  expect(again.controlsOn('111111111111')).toEqual(organizations.controlsOn('111111111111'));
  expect(again.controlsOn('111111111111')).toMatchObject({ isManagementAccount: true, organization: { id }, serviceControl: [[{ name: 'service control policy FullAWSAccess' }], [{}]], resourceControl: [] });
  expect(again.controlsOn('222222222222')).toBeUndefined();
});

test('with consolidated billing alone there are no service control policies', () => {
  const organizations = new Organizations(folder, 'aws');
  organizations.create('111111111111', 'CONSOLIDATED_BILLING');
  expect(organizations.controlsOn('111111111111')?.serviceControl).toEqual([]);
});

test('what is said of an account is read once, until something changes', () => {
  const organizations = new Organizations(folder, 'aws');
  const organization = organizations.create('111111111111', 'ALL');
  const before = organizations.controlsOn('111111111111');
  expect(organizations.controlsOn('111111111111')).toBe(before);
  organization.attachments = organization.attachments.filter(({ targetId }) => targetId !== organization.rootId);
  organizations.changed(organization);
  expect(organizations.controlsOn('111111111111')?.serviceControl[0]).toEqual([]);
});
