import type { Resource } from '../assembly';
import type { DeployedStack } from './deployment';
import type { Documents } from './documents';
import type { Draft, ManagedPolicy } from './draft';
import type { Place } from './policy-graph';

type Json = Readonly<Record<string, unknown>>;

/** Roles, users, groups and managed policies of all stacks, before managed policies are put behind their names. */
export interface Drafts {
  readonly principals: readonly Draft[];
  readonly managed: ReadonlyMap<string, ManagedPolicy>;
}

const KINDS: Readonly<Record<string, Draft['kind']>> = { 'AWS::IAM::Role': 'role', 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group' };
/** Policies that stand by themselves, and the properties that name whom they are attached to. */
const ATTACHMENTS: Readonly<Record<string, readonly (readonly [property: string, kind: Draft['kind']])[]>> = {
  'AWS::IAM::Policy': [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']],
  'AWS::IAM::ManagedPolicy': [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']],
  'AWS::IAM::RolePolicy': [['RoleName', 'role']],
  'AWS::IAM::UserPolicy': [['UserName', 'user']],
  'AWS::IAM::GroupPolicy': [['GroupName', 'group']],
};

/** Reads IAM's resources of all stacks (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html). */
export function draftsOf(stacks: readonly DeployedStack[], documents: Documents): Drafts {
  const principals = new Map<string, Draft>();
  const managed = new Map<string, ManagedPolicy>();
  for (const deployed of stacks) for (const [id, resource] of existing(deployed)) {
    if (KINDS[resource.Type]) addPrincipal({ deployed, id, resource, documents }, principals);
  }
  for (const deployed of stacks) for (const [id, resource] of existing(deployed)) {
    if (ATTACHMENTS[resource.Type]) attach({ deployed, id, resource, documents }, principals, managed);
    if (resource.Type === 'AWS::IAM::UserToGroupAddition') addToGroup({ deployed, id, resource, documents }, principals);
  }
  return { principals: [...principals.values()], managed };
}

/** Resources of a stack that are created; where that is open they count as created. */
export function existing({ stack, evaluation }: DeployedStack): [string, Resource][] {
  return Object.entries(stack.template.Resources ?? {}).filter(([, resource]) => evaluation.exists(resource) !== false);
}

export interface Reading {
  readonly deployed: DeployedStack;
  readonly id: string;
  readonly resource: Resource;
  readonly documents: Documents;
}

export const placeOf = ({ deployed, id }: Reading): Place => ({ stack: deployed.stack.name, id });

function addPrincipal(reading: Reading, into: Map<string, Draft>): void {
  const { deployed: { stack, evaluation, nameOf }, id, resource, documents } = reading;
  const place = placeOf(reading);
  const arn = documents.text(place, 'the ARN', nameOf(id)?.arn);
  if (arn === undefined) return;
  const of = (name: string) => evaluation.property(resource, name);
  const kind = KINDS[resource.Type];
  const name = `${kind} ${nameIn(arn)}`;
  const inline = listed<Json>(of('Policies')).flatMap((each) => documents.read(place, `inline policy ${String(each.PolicyName)} of ${name}`, each.PolicyDocument) ?? []);
  into.set(arn, {
    arn, account: stack.account, kind, place, inline,
    tags: tagsOf(of('Tags')),
    managed: listed(of('ManagedPolicyArns')).flatMap((each) => documents.text(place, 'a managed policy', each) ?? []),
    boundaryArn: documents.text(place, 'the permissions boundary', of('PermissionsBoundary')),
    trust: kind === 'role' ? documents.read(place, `trust policy of ${name}`, of('AssumeRolePolicyDocument')) : undefined,
    groups: listed(of('Groups')).flatMap((group) => documents.text(place, 'a group', group) ?? []).map((group) => sibling(arn, 'group', group)),
  });
}

function attach(reading: Reading, principals: ReadonlyMap<string, Draft>, managed: Map<string, ManagedPolicy>): void {
  const { deployed: { stack, evaluation, nameOf }, id, resource, documents } = reading;
  const place = placeOf(reading);
  const isManaged = resource.Type === 'AWS::IAM::ManagedPolicy';
  const arn = isManaged ? documents.text(place, 'the ARN', nameOf(id)?.arn) : undefined;
  const given = String(evaluation.property(resource, 'PolicyName') ?? id);
  const name = arn === undefined ? `policy ${given === id ? id : `${given} (${id})`}` : `managed policy ${nameIn(arn)}`;
  const policy = documents.read(place, name, evaluation.property(resource, 'PolicyDocument'));
  if (!policy) return;
  if (arn !== undefined) managed.set(arn, { arn, policy, place });
  for (const [property, kind] of ATTACHMENTS[resource.Type]) for (const each of listed(evaluation.property(resource, property))) {
    const to = documents.text(place, `one of ${property}`, each);
    if (to === undefined) continue;
    const found = [...principals.values()].find((one) => one.kind === kind && one.account === stack.account && nameIn(one.arn) === to);
    if (!found) documents.note(place, `${kind} ${to} that ${name} is attached to`, 'it is not among what was read');
    else if (arn === undefined) found.inline.push(policy);
    else found.managed.push(arn);
  }
}

function addToGroup(reading: Reading, principals: Map<string, Draft>): void {
  const { deployed: { stack, evaluation }, resource, documents } = reading;
  const place = placeOf(reading);
  const group = documents.text(place, 'the group', evaluation.property(resource, 'GroupName'));
  for (const each of listed(evaluation.property(resource, 'Users'))) {
    const user = documents.text(place, 'a user', each);
    const found = [...principals.values()].find(({ kind, account, arn }) => kind === 'user' && account === stack.account && nameIn(arn) === user);
    if (found && group !== undefined) principals.set(found.arn, { ...found, groups: [...found.groups, sibling(found.arn, 'group', group)] });
  }
}

/** The ARN of another principal of the same account, in the path `/`. */
const sibling = (arn: string, kind: string, name: string) => `${arn.split(':').slice(0, 5).join(':')}:${kind}/${name}`;

export const nameIn = (arn: string): string => arn.split('/').at(-1) ?? arn;

export const listed = <T = unknown>(value: unknown): T[] => (Array.isArray(value) ? value as T[] : value === undefined ? [] : [value as T]);

/** Tags as a template gives them, as a list or as an object. */
export function tagsOf(value: unknown): Record<string, string> {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? value as Record<string, string> : {};
  return Object.fromEntries((value as { Key: string; Value: unknown }[]).filter((tag) => typeof tag?.Key === 'string').map(({ Key, Value }) => [Key, String(Value)]));
}
