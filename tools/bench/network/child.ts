import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { processorTime, timed } from '../synth/timed';
import { type Control, controlApp, controlOf } from './control';
import { everyEndpoint, networks } from './networks';

/** One synthesis in a process of its own: `tsx child.ts constructs COUNT OUTPUT`, `bare CONTROL OUTPUT` or `every - OUTPUT`; `prepare ASSEMBLY CONTROL flat|nested` writes what `bare` reads. */
const [what, input, output, ...rest] = process.argv.slice(2);

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
  case 'prepare': {
    const [nested] = rest;
    writeFileSync(output, JSON.stringify(controlOf(input, nested === 'nested')));
    break;
  }
  case 'bare': {
    const control: Control = JSON.parse(readFileSync(input, 'utf8'));
    warm((folder) => controlApp(control, folder, 1).synth());
    timed(() => controlApp(control, output).synth());
    break;
  }
  case 'every':
    everyEndpoint(output).synth();
    break;
  default:
    throw new Error(`${what} is nothing to synthesize: constructs, prepare, bare or every`);
}
