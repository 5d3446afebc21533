import { type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';
import type { Template } from 'aws-cdk-lib/assertions';
import { logicalIdIn, settle, type Values } from './settle';

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

interface Inline {
  readonly PolicyName: string;
  readonly PolicyDocument: object;
}

const resourcesOf = (template: Template) => Object.entries(template.toJSON().Resources ?? {}) as [string, Resource][];

/**
 * The identity policies of the roles whose logical id matches: inline, attached by `AWS::IAM::Policy`, and managed ones of the same template.
 *
 * @param role matched against the logical id
 * @param values what `Ref`, `Fn::GetAtt` and pseudo parameters stand for, by `LogicalId`, `LogicalId.Attribute`, `AWS::AccountId`
 */
export function identityPolicies(template: Template, role: RegExp, values: Values = {}): Policy[] {
  const roles = resourcesOf(template).filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && role.test(id));
  const ids = new Set(roles.map(([id]) => id));
  const inline = roles.flatMap(([, { Properties }]) => (Properties?.Policies ?? []) as Inline[]);
  const attachedTo = roles.flatMap(([, { Properties }]) => ((Properties?.ManagedPolicyArns ?? []) as unknown[]).map(logicalIdIn));
  const attached = resourcesOf(template).filter(([id, { Type, Properties }]) =>
    /^AWS::IAM::(Policy|ManagedPolicy|RolePolicy)$/.test(Type) && (attachedTo.includes(id) || rolesOf(Properties).some((name) => ids.has(name ?? ''))),
  );
  return [
    ...inline.map(({ PolicyName, PolicyDocument }) => read(`inline policy ${PolicyName}`, PolicyDocument, values)),
    ...attached.map(([id, { Properties }]) => read(`policy ${id}`, Properties?.PolicyDocument as object, values)),
  ];
}

/** The trust policy of the one role whose logical id matches. */
export function trustPolicy(template: Template, role: RegExp, values: Values = {}): Policy {
  const [id, { Properties }] = only(template, 'AWS::IAM::Role', role);
  return read(`trust policy of ${id}`, Properties?.AssumeRolePolicyDocument as object, values);
}

/** Key policies of the keys whose logical id matches. */
export function keyPolicies(template: Template, key: RegExp, values: Values = {}): Policy[] {
  return resourcesOf(template)
    .filter(([id, { Type }]) => Type === 'AWS::KMS::Key' && key.test(id))
    .map(([id, { Properties }]) => read(`key policy of ${id}`, Properties?.KeyPolicy as object, values));
}

/** The policies that a separate resource attaches: bucket, queue, topic policies. */
export function resourcePolicies(template: Template, type: string, id: RegExp = /./, values: Values = {}): Policy[] {
  return resourcesOf(template)
    .filter(([logicalId, resource]) => resource.Type === type && id.test(logicalId))
    .map(([logicalId, { Properties }]) => read(`policy ${logicalId}`, (Properties?.PolicyDocument ?? Properties?.ResourcePolicy) as object, values));
}

function rolesOf(properties: Record<string, unknown> = {}): (string | undefined)[] {
  return [...((properties.Roles ?? []) as unknown[]), properties.RoleName].map(logicalIdIn);
}

function only(template: Template, type: string, id: RegExp): [string, Resource] {
  const found = resourcesOf(template).filter(([logicalId, { Type }]) => Type === type && id.test(logicalId));
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} match ${id}, one must: ${found.map(([logicalId]) => logicalId).join(', ') || 'none'}`);
  return found[0];
}

function read(name: string, document: object, values: Values): Policy {
  return readPolicy(name, settle(document, { 'AWS::Partition': 'aws', ...values }) as object);
}
