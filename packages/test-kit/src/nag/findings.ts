import type { IConstruct } from 'constructs';
import { type PackName, PACKS } from './packs';

/** Something that cdk-nag holds against a resource, an error or a warning, and that nobody gave a reason for. */
export interface Finding {
  /** The exact id, as an acknowledgement must name it: `AwsSolutions-IAM5[Action::s3:*]`. */
  readonly id: string;
  readonly description: string;
  /** Construct path of the resource. */
  readonly path: string;
}

/**
 * What packs of cdk-nag find below a scope.
 *
 * They are called directly: as a plugin (`Validations.of(app).addPlugins`) cdk-nag 3 checks nothing with this aws-cdk-lib, without a word.
 * @param packs which of them; AwsSolutions alone if it is not said
 */
export function unacknowledgedFindings(scope: IConstruct, packs: readonly PackName[] = ['AwsSolutions']): Finding[] {
  return packs.flatMap((pack) => PACKS[pack]().validateScope(scope).violations).flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ id: ruleName, description, path: constructPath ?? '' })),
  );
}
