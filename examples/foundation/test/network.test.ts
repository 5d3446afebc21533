import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { mutateNetwork, proveNetwork, readAssembly, readNetworkSettings } from '@mlops-foundation/assurance';

const here = path.join(__dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'network-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = readNetworkSettings(path.join(here, 'matrices', 'network.yaml'));

/** The assembly of a topology, as the app writes it. */
function assembly(topology: string) {
  const outdir = path.join(folder, path.parse(topology).name);
  execFileSync(process.execPath, [require.resolve('tsx/cli'), path.join(here, 'app.ts'), path.join(here, 'topologies', topology)], { env: { ...process.env, CDK_OUTDIR: outdir } });
  return readAssembly(outdir);
}

test.each(readdirSync(path.join(here, 'topologies')))('the networks of %s let nothing through that nobody asked for', (topology) => {
  const { findings, counts } = proveNetwork(assembly(topology), topology, settings);
  expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([]);
  expect(counts['workload subnets']).toBeGreaterThan(0);
});

test('the proof notices nearly every piece of the networks that is taken away, and why it does not notice the others is written', () => {
  const { findings, counts } = mutateNetwork(assembly('reliable.yaml'), settings, {}, 'reliable');
  expect(counts['network: score in percent']).toBeGreaterThanOrEqual(95);
  expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([]);
});
