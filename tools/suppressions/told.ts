import * as path from 'node:path';
import { type App, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgements } from '../../packages/test-kit/src/nag/acknowledgements';
import { unacknowledgedFindings } from '../../packages/test-kit/src/nag/findings';
import { EVERY_PACK } from '../../packages/test-kit/src/nag/packs';
import { templateFindings } from '../../packages/test-kit/src/templates/findings';
import { unacknowledged } from '../../packages/test-kit/src/templates/unacknowledged';
import type { Owners } from './owners';
import type { AppSource, SynthesizedApp } from './suppression';

/** Stacks of the integration tests' own assertions are no part of what is tested. */
const isOfTest = (stack: Stack) => stack.node.id === 'DeployAssert';

/** What a synthesized app says of what it accepts. */
export function told(app: App, { name, gated }: AppSource, owners: Owners): SynthesizedApp {
  const stacks = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct) && !isOfTest(construct));
  const outermost = stacks.filter((stack) => !stack.node.scopes.some((scope) => scope !== stack && Stack.isStack(scope)));
  const accepted = outermost.flatMap((stack) => acknowledgements(stack).map((one) => ({ ...one, construct: constructAt(app, one.path) })));
  return {
    name,
    entries: accepted.length,
    resources: outermost.flatMap((stack) => stack.node.findAll()).filter((construct) => CfnResource.isCfnResource(construct)).length,
    suppressions: accepted.map(({ id, reason, construct }) => ({ ...owners.of(construct, reason), rule: id.replace(/\[.*\]$/s, ''), reason })),
    findings: gated ? findingsOf(app, outermost) : [],
  };
}

function findingsOf(app: App, stacks: readonly Stack[]): string[] {
  const scopes = new Map(stacks.map((stack) => [path.join(app.outdir, stack.templateFile), stack]));
  const inTree = stacks.flatMap((stack) => unacknowledgedFindings(stack, EVERY_PACK)).map(({ path: at, id, description }) => `${at}: ${id} (${description})`);
  return [...inTree, ...unacknowledged(templateFindings([...scopes.keys()]), scopes).map(({ path: at, template, gate, rule, description }) => `${at || template}: ${gate} ${rule} (${description})`)];
}

const constructAt = (app: App, at: string): IConstruct => at.split('/').reduce((scope: IConstruct, id) => scope.node.findChild(id), app);
