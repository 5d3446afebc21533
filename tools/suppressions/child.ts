import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { ROOT } from '../root';
import { Owners } from './owners';
import type { AppSource } from './suppression';
import { told } from './told';

/** Synthesizes apps in one process and writes what they tell: `tsx child.ts SOURCES OUTPUT`, both files of JSON. */
const [, , input, output] = process.argv;
const sources: AppSource[] = JSON.parse(readFileSync(input, 'utf8'));
const loaded = createRequire(__filename);
const folder = mkdtempSync(path.join(tmpdir(), 'suppressions-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

// an app does not tell where it is: it is met when it is synthesized, and known by its folder
const apps = new Set<App>();
const synth = App.prototype.synth;
App.prototype.synth = function (this: App, ...args) {
  apps.add(this);
  return synth.apply(this, args);
};

// each app waits for the end of the process
process.setMaxListeners(sources.length + 10);
for (const [index, { file, argument }] of sources.entries()) {
  const full = path.join(ROOT, file);
  process.env.CDK_OUTDIR = path.join(folder, String(index));
  process.argv.splice(2, Infinity, ...(argument ? [path.join(ROOT, argument)] : []));
  delete loaded.cache[full];
  loaded(full);
}

// after those that synthesize themselves at the end of their program
process.once('beforeExit', () => {
  const owners = new Owners(Object.values(loaded.cache));
  const tellings = [...apps].map((app) => ({ index: Number(path.basename(app.outdir)), app })).sort((one, other) => one.index - other.index).map(({ index, app }) => told(app, sources[index], owners));
  if (tellings.length !== sources.length) throw new Error(`${tellings.length} of ${sources.length} programs have made an app`);
  writeFileSync(output, JSON.stringify(tellings));
});
