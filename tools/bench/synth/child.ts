import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { ROOT } from '../../root';
import { bareStacks, build, load } from './bare';
import { timed } from './timed';

/** One synthesis in a process of its own: `tsx child.ts constructs|prepare|bare INPUT OUTPUT`. Prints milliseconds of processor time and the most memory. */
const [what, input, output] = process.argv.slice(2);

const loaded = createRequire(__filename);

switch (what) {
  case 'constructs': {
    const foundation = path.join(ROOT, 'examples', 'foundation');
    // loading is no part of it
    for (const account of ['data-lake', 'dev', 'experimentation', 'serving', 'tooling']) loaded(path.join(foundation, 'accounts', account));
    process.env.CDK_OUTDIR = output;
    process.argv[2] = input;
    timed(() => loaded(path.join(foundation, 'app.ts')));
    break;
  }
  case 'prepare':
    writeFileSync(output, JSON.stringify(bareStacks(input)));
    break;
  case 'bare': {
    const stacks = load(JSON.parse(readFileSync(input, 'utf8')));
    timed(() => build(stacks, output).synth());
    break;
  }
}
