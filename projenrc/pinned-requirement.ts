import * as fs from 'node:fs';
import * as path from 'node:path';
import { Component } from 'projen';
import type { ConstructLibrary } from './construct-library';
import type { Monorepo } from './monorepo';

/**
 * Pins a library of ours in a list of Python requirements to the version that it has: the one that the list's owner was tested with. lerna runs projen once it gave
 * versions; the rest of the list is its owner's.
 */
export class PinnedRequirement extends Component {
  constructor(private readonly monorepo: Monorepo, private readonly file: string, private readonly library: ConstructLibrary) {
    super(monorepo);
  }

  synthesize(): void {
    const file = path.join(this.monorepo.outdir, this.file);
    const distribution = `mlops-foundation-${this.library.name}`;
    const text = fs.readFileSync(file, 'utf8');
    const line = new RegExp(`^${distribution}(==.*)?$`, 'm');
    if (!line.test(text)) throw new Error(`${this.file} has no line ${distribution}: its version cannot be pinned there`);
    fs.writeFileSync(file, text.replace(line, `${distribution}==${this.library.version}`));
  }
}
