import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { bareApp, build, buildStack, eachBareStack, load } from '../synth/bare';
import { print, processorTime, timed } from '../synth/timed';
import { everyEndpoint, networks } from './networks';

/** One synthesis in a process of its own: `tsx child.ts constructs COUNT OUTPUT`, `bare ASSEMBLY OUTPUT` or `every - OUTPUT`. */
const [what, input, output] = process.argv.slice(2);

/** One network first: modules are loaded when they are first used, and loading is no part of what is measured. */
function warm(synthesize: (folder: string) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-warm-'));
  try {
    synthesize(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface DefaultGroups { restrictDefaultSecurityGroup: () => void }

/** Counts the time in which the CDK's `Vpc` makes the function that closes its default security group: it copies and hashes the function's code anew for each stack. */
function closingDefaultGroups(): { readonly milliseconds: number } {
  const counted = { milliseconds: 0 };
  const prototype = Vpc.prototype as unknown as DefaultGroups;
  const restrict = prototype.restrictDefaultSecurityGroup;
  prototype.restrictDefaultSecurityGroup = function (this: Vpc) {
    counted.milliseconds += processorTime(() => restrict.call(this));
  };
  return counted;
}

switch (what) {
  case 'constructs': {
    warm((folder) => networks(1, folder).synth());
    const closing = closingDefaultGroups();
    timed(() => networks(Number(input), output).synth(), () => ({ closing: closing.milliseconds }));
    break;
  }
  case 'bare': {
    const app = bareApp(output);
    let milliseconds = 0;
    for (const description of eachBareStack(input)) {
      const [stack] = load([description]);
      if (milliseconds === 0) warm((folder) => build([stack], folder).synth());
      milliseconds += processorTime(() => buildStack(app, stack));
    }
    print(milliseconds + processorTime(() => app.synth()));
    break;
  }
  case 'every':
    everyEndpoint(output).synth();
    break;
  default:
    throw new Error(`${what} is nothing to synthesize: constructs, bare or every`);
}
