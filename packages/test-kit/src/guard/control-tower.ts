import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';

/** A resource that breaks a rule of AWS Control Tower. */
export interface GuardFinding {
  /** The control's id: `CT.S3.PR.1`. */
  readonly rule: string;
  readonly template: string;
  readonly resource: string;
  readonly description: string;
}

/** What the Control Tower guard rules that AWS publishes hold against templates: 237 rules, offline. */
export function controlTowerFindings(templatePaths: readonly string[]): GuardFinding[] {
  // the report of many templates is longer than a child process may print by default
  const { violations } = new CfnGuardValidator({ maxBuffer: 256 * 1024 * 1024 }).validate({ templatePaths: [...templatePaths] } as never);
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ resourceLogicalId, templatePath }) => ({
      rule: /\[(CT\.[A-Z0-9.-]+)\]/.exec(description)?.[1] ?? ruleName, template: templatePath ?? '', resource: resourceLogicalId ?? '', description,
    })),
  );
}
