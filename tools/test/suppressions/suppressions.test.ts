import { readFileSync } from 'node:fs';
import { fullyGated } from '@mlops-foundation/test-kit';
import { synthesizedApps } from '../../suppressions/synthesized-apps';
import { PAGE, suppressionsPage } from '../../suppressions/table';

// every example and integration app is synthesized, and read by three programs
jest.setTimeout(600_000);

const apps = synthesizedApps();
const ofPackage = (name: string) => apps.filter((app) => app.name.startsWith(`packages/${name}/`));

test('docs/suppressions.md says what the constructs say: npx tsx tools/suppressions/table.ts writes it', () => {
  expect(suppressionsPage(apps)).toBe(readFileSync(PAGE, 'utf8'));
});

describe.each(fullyGated())('%s', (name) => {
  test('no gate finds anything in an integration app that nobody acknowledged', () => {
    expect(ofPackage(name).length).toBeGreaterThan(1);
    expect(ofPackage(name).flatMap((app) => app.findings.map((finding) => `${app.name}: ${finding}`))).toEqual([]);
  });

  test('has at most ten entries for 100 resources of its integration apps', () => {
    const sum = (pick: (app: typeof apps[number]) => number) => ofPackage(name).reduce((total, app) => total + pick(app), 0);
    expect(sum(({ entries }) => entries) / sum(({ resources }) => resources)).toBeLessThanOrEqual(0.1);
    expect(sum(({ entries }) => entries)).toBeGreaterThan(0);
  });

  test('every entry has a reason that is a sentence', () => {
    for (const { reason } of ofPackage(name).flatMap(({ suppressions }) => suppressions)) expect(reason.split(' ').length).toBeGreaterThan(5);
  });
});
