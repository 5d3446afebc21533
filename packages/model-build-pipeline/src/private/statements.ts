// Copied from internal/src/statements.ts by projen: change it there.
import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** What a role may do. */
export interface Allowed {
  readonly sid?: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, unknown>;
  /** Why the wildcards in its resources are as narrow as they can be; without one each of them is a finding of cdk-nag. */
  readonly wildcards?: string;
}

/** Lets a role do something. A wildcard in an action stays a finding, whatever the reason. */
export function allow(role: Role, { wildcards, ...allowed }: Allowed): void {
  role.addToPolicy(new PolicyStatement(allowed));
  if (wildcards) acknowledge(role, wildResources(role, allowed.resources), wildcards);
}

/** Gives cdk-nag the reason for the wildcards that statements allow, in actions too. */
export function acknowledgeWildcards(construct: IConstruct, statements: readonly PolicyStatement[], reason: string): void {
  const allowing = statements.filter(({ effect }) => effect === Effect.ALLOW);
  const actions = allowing.flatMap((statement) => statement.actions).filter(isWild).map((action) => `Action::${action}`);
  acknowledge(construct, [...actions, ...wildResources(construct, allowing.flatMap(({ resources }) => resources))], reason);
}

/**
 * Each by the name that cdk-nag gives it: a wildcard that is added elsewhere or later is a finding anew.
 *
 * It writes what `Validations.acknowledge` writes, which refuses ids with more than one `::`, as the ARNs of buckets and roles have.
 */
function acknowledge(construct: IConstruct, names: readonly string[], reason: string): void {
  if (names.length === 0) return;
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Object.fromEntries(names.map((name) => [`AwsSolutions-IAM5[${name}]`, reason])));
}

const wildResources = (scope: IConstruct, resources: readonly string[]): string[] =>
  (Stack.of(scope).resolve([...resources]) as unknown[]).map(flat).filter(isWild).map((resource) => `Resource::${resource}`);

const isWild = (text: string) => text.includes('*');

/** As cdk-nag writes references: `<AWS::Region>`, `<Bucket.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\$\{/g, '<').replace(/\}/g, '>');
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as { 'Ref'?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (Ref) return `<${Ref}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  return join ? join[1].map(flat).join(join[0]) : JSON.stringify(value);
}
