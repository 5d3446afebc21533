import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * Gives cdk-nag the reason for the wildcards that statements allow, each by its own name: one that is added elsewhere is a finding anew.
 *
 * It writes what `Validations.acknowledge` writes, which refuses ids with more than one `::`, as the ARNs of buckets and roles have.
 */
export function acknowledgeWildcards(construct: IConstruct, statements: readonly PolicyStatement[], reason: string): void {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);
  const ids = [
    ...allowing.flatMap(({ actions }) => actions).filter(isWild).map((action) => `Action::${action}`),
    ...allowing.flatMap(({ resources }) => resources).map((resource) => named(Stack.of(construct).resolve(resource))).filter(isWild).map((resource) => `Resource::${resource}`),
  ];
  if (ids.length > 0) construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Object.fromEntries(ids.map((id) => [`AwsSolutions-IAM5[${id}]`, reason])));
}

const isWild = (text: string) => text.includes('*');

/** As cdk-nag writes references: `arn:<AWS::Partition>:s3:::data-*`. */
function named(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': [separator, parts] = ['', []] } = value as { 'Ref'?: string; 'Fn::Join'?: [string, unknown[]] };
  return Ref ? `<${Ref}>` : parts.map(named).join(separator);
}
