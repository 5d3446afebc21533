// Copied from internal/src/statements.ts by projen: change it there.
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** What a role may do. */
export interface Allowed {
  readonly sid?: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, unknown>;
  /** Why the wildcards in it are as narrow as they can be; without one each of them is a finding of cdk-nag. */
  readonly wildcards?: string;
}

/** Lets a role do something. */
export function allow(role: Role, { wildcards, ...allowed }: Allowed): void {
  role.addToPolicy(new PolicyStatement(allowed));
  if (!wildcards) return;
  const found = wildcardsIn(Stack.of(role).resolve([...allowed.resources])).map((resource) => [`AwsSolutions-IAM5[Resource::${resource}]`, wildcards]);
  // what Validations.acknowledge writes; it refuses ids with more than one `::`, which the ARNs of buckets and roles have
  if (found.length > 0) role.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Object.fromEntries(found));
}

/** Each by the name that cdk-nag gives it: a wildcard that is added later is a finding anew. */
const wildcardsIn = (resources: unknown[]): string[] => [...new Set(resources.map(flat).filter((resource) => resource.includes('*')))];

/** As cdk-nag writes references: `<AWS::Region>`, `<Bucket.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\$\{/g, '<').replace(/\}/g, '>');
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as { 'Ref'?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (Ref) return `<${Ref}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  return join ? join[1].map(flat).join(join[0]) : JSON.stringify(value);
}
