import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { templateFindings } from '../templates/findings';
import { type ConstructFinding, unacknowledged } from '../templates/unacknowledged';
import { PLACES } from './places';

/** What is built in a stack of its own: its name is the stack's. */
export type Builds = Readonly<Record<string, (stack: Stack) => unknown>>;

/** What reads templates holds against stacks, and nobody gave a reason for; all of them are read at once, in a known account. */
export function findingsInTemplates(builds: Builds): ConstructFinding[] {
  const outdir = mkdtempSync(join(tmpdir(), 'test-kit-'));
  try {
    const app = new App({ outdir, context: { ...recommendedFlags }, analyticsReporting: false });
    const { env } = PLACES.find(({ partition }) => partition === 'aws')!;
    const stacks = Object.entries(builds).map(([name, build]) => {
      const stack = new Stack(app, name, { env });
      build(stack);
      return stack;
    });
    app.synth();
    const scopes = new Map(stacks.map((stack) => [join(outdir, stack.templateFile), stack]));
    return unacknowledged(templateFindings([...scopes.keys()]), scopes);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
