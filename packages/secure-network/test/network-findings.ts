import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type NetworkSettings, proveNetwork, readAssembly } from '@mlops-foundation/assurance';
import { App } from 'aws-cdk-lib';

/** What `assurance prove network` says of an app, apart from notes. */
export function networkFindings(build: (app: App) => void, { networks, separate = [] }: Pick<NetworkSettings, 'networks'> & Partial<NetworkSettings>): string[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'proved-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    build(app);
    app.synth();
    const { findings } = proveNetwork(readAssembly(outdir), 'app', { networks, separate, withoutPolicy: {}, accepted: [], survivors: [] });
    return findings.filter(({ level }) => level !== 'note').map(({ rule, message }) => `${rule}: ${message}`);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
