import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { assemblies } from '../../synthesis/examples';
import { synthesize } from '../../synthesis/synthesize';

/** A phase of the foundation, as `npm run synth` makes it. */
export interface Synthesized {
  readonly phase: string;
  readonly folder: string;
  /** Every template: stacks, nested stacks, products. */
  readonly templates: readonly string[];
}

/** Synthesizes every phase of examples/foundation, and takes it away after the tests of the file. */
export function foundation(): Synthesized[] {
  const parent = mkdtempSync(path.join(tmpdir(), 'foundation-'));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));
  return assemblies(['foundation']).map((assembly) => {
    const phase = path.basename(assembly.outdir);
    const folder = path.join(parent, phase);
    synthesize(assembly, folder);
    const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json')).map((file) => path.join(folder, file));
    return { phase, folder, templates };
  });
}
