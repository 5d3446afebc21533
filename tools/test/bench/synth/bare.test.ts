import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { bareStacks, build, compared, load } from '../../../bench/synth/bare';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'bare-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function assembly(outdir: string, versioned: boolean): string {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'One', { env: { account: '111111111111', region: 'eu-west-1' } });
  new Bucket(stack, 'Data', { encryptionKey: new Key(stack, 'Key', { alias: 'alias/data' }), versioned, enforceSSL: true });
  return app.synth().directory;
}

test('the bare L1s of an assembly synthesize to its very resources', () => {
  const given = assembly(path.join(folder, 'given'), true);
  const stacks = JSON.parse(JSON.stringify(bareStacks(given)));
  expect(stacks[0].resources.map(({ construct }: { construct: unknown }) => construct)).toContainEqual(['aws-cdk-lib/aws-s3', 'CfnBucket']);
  const bare = build(load(stacks), path.join(folder, 'bare')).synth().directory;
  expect(compared(given, bare)).toEqual({ resources: 4, same: 4 });
});

test('a resource with other properties is told apart', () => {
  expect(compared(assembly(path.join(folder, 'one'), true), assembly(path.join(folder, 'other'), false))).toEqual({ resources: 4, same: 3 });
});
