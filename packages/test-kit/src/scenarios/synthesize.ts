import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { type Finding, unacknowledgedFindings } from '../nag/findings';
import type { PackName } from '../nag/packs';

export interface Synthesized {
  readonly stack: Stack;
  readonly template: Template;
  /** What cdk-nag found and nobody acknowledged. */
  readonly findings: readonly Finding[];
}

/** Synthesizes a stack with the feature flags that a new CDK app has, and leaves no folder behind. */
export function synthesize(build: (stack: Stack) => void, env?: Environment, packs?: readonly PackName[]): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'test-kit-'));
  try {
    const app = new App({ outdir, context: { ...recommendedFlags }, analyticsReporting: false });
    const stack = new Stack(app, 'Stack', { env });
    build(stack);
    return { stack, template: Template.fromStack(stack), findings: unacknowledgedFindings(app, packs) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
