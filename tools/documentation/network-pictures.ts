import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { drawNetwork, readAssembly } from '../../packages/assurance/src';
import { ROOT } from '../root';
import { EXAMPLE_NETWORKS } from './example-networks';

/** The pictures of the documentation's networks, each drawn from what the example synthesizes to: file below the root, and SVG. */
export function networkPictures(): ReadonlyMap<string, string> {
  return new Map(Object.entries(EXAMPLE_NETWORKS).map(([name, build]) => [path.join('docs', 'images', `network-${name}.svg`), pictureOf(build)]));
}

export function writeNetworkPictures(): void {
  for (const [file, svg] of networkPictures()) writeFileSync(path.join(ROOT, file), svg);
}

function pictureOf(build: (app: App) => void): string {
  const outdir = mkdtempSync(path.join(tmpdir(), 'network-picture-'));
  try {
    // as the CDK CLI has it: the pictures call things by their paths
    const app = new App({ outdir, analyticsReporting: false, context: { 'aws:cdk:enable-path-metadata': true } });
    build(app);
    app.synth();
    return drawNetwork(readAssembly(outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
