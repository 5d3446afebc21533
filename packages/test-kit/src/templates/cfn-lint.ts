import { spawnSync } from 'node:child_process';
import type { TemplateFinding } from './finding';
import { pythonFolder } from './python-folder';

/**
 * What no construct can help: the CDK writes `DependsOn` where a reference says the same. aws-cdk-lib's own template validation leaves the rule out for this reason
 * (IGNORE_RULES of core/lib/validation/cloudformation-validate-plugin).
 */
const WRITTEN_BY_THE_CDK = ['W3005'];

/** 2: errors; 4: warnings; 8: informational; they add up. Another code is a failure of cfn-lint itself (https://github.com/aws-cloudformation/cfn-lint#exit-codes). */
const KNOWN_CODES = [0, 2, 4, 6, 8, 10, 12, 14];

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** cfn-lint's errors and warnings. */
export function cfnLintFindings(templates: readonly string[]): TemplateFinding[] {
  const args = ['-c', 'from cfnlint.runner import main; import sys; sys.exit(main())', '--format', 'json', '--ignore-checks', ...WRITTEN_BY_THE_CDK, '--', ...templates];
  const { stdout, stderr, status, error } = spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 2 ** 28, env: { PATH: process.env.PATH, PYTHONPATH: pythonFolder() } });
  if (error || !KNOWN_CODES.includes(status ?? -1)) throw new Error(`cfn-lint cannot read ${templates.join(', ')}: ${error?.message ?? stderr}`);
  return (JSON.parse(stdout || '[]') as Match[]).map(({ Filename, Message, Rule, Location }) => {
    const [section, id] = Location.Path ?? [];
    return { gate: 'cfn-lint' as const, rule: Rule.Id, template: Filename, resource: section === 'Resources' ? String(id) : '', description: Message };
  });
}
