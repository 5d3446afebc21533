import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import type { TemplateFinding } from './finding';
import { pythonFolder } from './python-folder';

/** In a process of its own: its engine takes 300 MB. */
const PROGRAM = `
const { CloudFormationValidatePlugin } = require(process.argv[1] + '/core/lib/validation/cloudformation-validate-plugin');
const stackTemplates = process.argv.slice(2).map((templatePath) => ({ stackConstructPath: '', templatePath }));
process.stdout.write(JSON.stringify(new CloudFormationValidatePlugin().validate({ stackTemplates }).violations));
`;

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingResources: readonly { readonly templatePath: string; readonly resourceLogicalId?: string }[];
}

/** Errors and warnings of the template validation that aws-cdk-lib brings along (`CloudFormationValidatePlugin`). */
export function cloudFormationFindings(templates: readonly string[]): TemplateFinding[] {
  const library = path.join(pythonFolder(), 'package');
  const violations: Violation[] = JSON.parse(execFileSync(process.execPath, ['-e', PROGRAM, library, ...templates], { encoding: 'utf8', maxBuffer: 2 ** 28, env: { PATH: process.env.PATH } }));
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ templatePath, resourceLogicalId }) => ({ gate: 'CloudFormation' as const, rule: ruleName, template: templatePath, resource: resourceLogicalId ?? '', description })),
  );
}
