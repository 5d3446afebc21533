import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { accountsOf, bootstrapsOf } from '../src/assembly-accounts';

const folder = mkdtempSync(path.join(tmpdir(), 'accounts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function assembly(...stacks: [account: string, qualifier?: string][]): string {
  const app = new App({ outdir: mkdtempSync(path.join(folder, 'cdk.out-')), analyticsReporting: false });
  stacks.forEach(([account, qualifier], index) => new Stack(app, `Stack${index}`, { env: { account, region: 'eu-west-1' }, synthesizer: new DefaultStackSynthesizer({ qualifier }) }));
  return app.synth().directory;
}

test('each account is named once', () => {
  expect(accountsOf(assembly(['222222222222'], ['111111111111'], ['222222222222']))).toEqual(['222222222222', '111111111111']);
});

test('accounts are bootstrapped with the qualifiers that their stacks name', () => {
  expect(bootstrapsOf(assembly(['111111111111']))).toEqual([{ accounts: ['111111111111'] }]);
  expect(bootstrapsOf(assembly(['111111111111', 'acme'], ['222222222222', 'acme'], ['222222222222'], ['111111111111', 'acme']))).toEqual([
    { accounts: ['111111111111', '222222222222'], qualifier: 'acme' }, { accounts: ['222222222222'] },
  ]);
});

test('stacks without a bootstrap are given the CDK\'s own', () => {
  const manifest = mkdtempSync(path.join(folder, 'plain-'));
  writeFileSync(path.join(manifest, 'manifest.json'), JSON.stringify({ artifacts: { Plain: { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1' }, Assets: { type: 'cdk:asset-manifest' } } }));
  expect(bootstrapsOf(manifest)).toEqual([{ accounts: ['111111111111'] }]);
});
