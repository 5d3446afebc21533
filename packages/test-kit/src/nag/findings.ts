import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Something that cdk-nag holds against a resource and that nobody gave a reason for. */
export interface Finding {
  /** The exact id, as an acknowledgement must name it: `AwsSolutions-IAM5[Action::s3:*]`. */
  readonly id: string;
  readonly description: string;
  /** Construct path of the resource. */
  readonly path: string;
}

/**
 * What cdk-nag's AwsSolutions pack finds below a scope.
 *
 * The pack is called directly: as a plugin (`Validations.of(app).addPlugins`) cdk-nag 3 checks nothing with this aws-cdk-lib, without a word.
 */
export function unacknowledgedFindings(scope: IConstruct): Finding[] {
  return new AwsSolutionsChecks(scope).validateScope(scope).violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ id: ruleName, description, path: constructPath ?? '' })),
  );
}
