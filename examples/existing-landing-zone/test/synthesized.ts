import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Assembly, readAssembly, type Template, withTemplates } from '@mlops-foundation/assurance';
import { type AccountSet, AccountTopology } from '@mlops-foundation/ml-accounts';
import { parse } from 'yaml';
import { team } from '../../foundation/accounts/team';

export const EXAMPLE = path.join(__dirname, '..');
export const TOPOLOGY = path.join(EXAMPLE, 'topologies', 'adopted.yaml');
const TEMPLATE_FILE = path.join(EXAMPLE, 'landing-zone.template.yaml');
export const TEMPLATE = readFileSync(TEMPLATE_FILE, 'utf8');

/** The landing zone's template, as it is before the foundation comes. */
export const landingZone = () => parse(TEMPLATE) as Template & { readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }> };

export const accounts = (): AccountSet => AccountTopology.fromFile(TOPOLOGY).teams[0];

/** What the example synthesizes, in a folder that goes after the tests of the file. */
export function synthesized(): { readonly folder: string; readonly assembly: Assembly } {
  const folder = mkdtempSync(path.join(tmpdir(), 'adopted-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const app = new App({ outdir: folder, analyticsReporting: false });
  team(app, accounts());
  app.synth();
  return { folder, assembly: readAssembly(folder) };
}

/** The same, with the landing zone in each of its accounts, as `--template` has it: what proofs have to know of. */
export function withLandingZone(assembly: Assembly, template?: Template): Assembly {
  const { region, accountIds } = accounts();
  const whole = withTemplates(assembly, [{ file: TEMPLATE_FILE, accounts: accountIds, region }]);
  return { ...whole, stacks: whole.stacks.map((stack) => (template && stack.name === 'landing-zone' ? { ...stack, template } : stack)) };
}
