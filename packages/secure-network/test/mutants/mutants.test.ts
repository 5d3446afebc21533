import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { mutateNetwork, proveNetwork, readAssembly, readNetworkSettings } from '@mlops-foundation/assurance';
import { App } from 'aws-cdk-lib';
import { NETWORKS } from './networks';

const folder = mkdtempSync(path.join(tmpdir(), 'mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(NETWORKS))('%s: nearly all is noticed that is taken away or opened, and why the rest is not is written', (name) => {
  const outdir = path.join(folder, name);
  const app = new App({ outdir, analyticsReporting: false });
  NETWORKS[name](app);
  app.synth();
  const assembly = readAssembly(outdir);
  const settings = readNetworkSettings(path.join(__dirname, `${name}.yaml`));
  expect(proveNetwork(assembly, name, settings).findings.filter(({ level }) => level !== 'note')).toEqual([]);
  const { findings, counts } = mutateNetwork(assembly, settings, {}, name);
  expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([]);
  expect(counts['network: mutants']).toBeGreaterThan(100);
  expect(counts['network: score in percent']).toBeGreaterThanOrEqual(95);
}, 600_000);
