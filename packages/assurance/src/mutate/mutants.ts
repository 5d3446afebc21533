import type { Resource, Template } from '../assembly/assembly';

/** A template with one protection or grant taken away. */
export interface Mutant {
  readonly kind: 'deny' | 'condition' | 'boundary' | 'trust' | 'grant' | 'key policy' | 'resource policy' | 'endpoint policy' | 'route' | 'rule' | 'Lake Formation grant';
  /** Which proof could notice: those of this command, one of the network, one of Lake Formation. */
  readonly side: 'identity' | 'network' | 'Lake Formation';
  /** Logical id. */
  readonly id: string;
  /** `Properties.PolicyDocument.Statement[2].Condition.StringEquals.aws:PrincipalArn` */
  readonly at: string;
  readonly template: Template;
}

type Key = string | number;
/** A place in a template, as the keys that lead there. */
type Path = readonly Key[];

const RULES = /^AWS::EC2::(SecurityGroup(In|E)gress|NetworkAclEntry)$/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_LakeFormation.html */
const LAKE_GRANTS = /^AWS::LakeFormation::(PrincipalPermissions|Permissions|DataLakeSettings|TagAssociation)$/;

/** Every mutant of a template: one Deny, condition key, boundary, trust, grant, policy of a key or resource, endpoint policy, route, rule or grant of Lake Formation less, one at a time. */
export function mutantsOf(template: Template): Mutant[] {
  return Object.entries(template.Resources ?? {}).flatMap(([id, resource]) => targetsIn(resource).map(([kind, path]): Mutant => ({
    kind, id, side: sideOf(resource), at: path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').slice(1), template: without(template, ['Resources', id, ...path]),
  })));
}

const sideOf = ({ Type }: Resource): Mutant['side'] => (LAKE_GRANTS.test(Type) ? 'Lake Formation' : Type.startsWith('AWS::EC2::') ? 'network' : 'identity');

/** What a statement that allows is: somebody's trust, a key's or another resource's policy, or a grant to whom the policy is attached. */
function grantIn({ Type }: Resource, path: Path): Mutant['kind'] {
  if (path.includes('AssumeRolePolicyDocument')) return 'trust';
  if (Type.startsWith('AWS::IAM::')) return 'grant';
  return Type === 'AWS::KMS::Key' ? 'key policy' : Type === 'AWS::EC2::VPCEndpoint' ? 'endpoint policy' : 'resource policy';
}

function targetsIn(resource: Resource): [Mutant['kind'], Path][] {
  if (resource.Type === 'AWS::EC2::Route') return [['route', []]];
  if (LAKE_GRANTS.test(resource.Type)) return [['Lake Formation grant', []]];
  if (RULES.test(resource.Type)) return [['rule', []]];
  const found: [Mutant['kind'], Path][] = [];
  const { PermissionsBoundary, PolicyDocument } = resource.Properties ?? {};
  if (PermissionsBoundary !== undefined) found.push(['boundary', ['Properties', 'PermissionsBoundary']]);
  if (resource.Type === 'AWS::EC2::VPCEndpoint' && PolicyDocument !== undefined) found.push(['endpoint policy', ['Properties', 'PolicyDocument']]);
  walk(resource, resource.Properties, ['Properties'], found);
  return found;
}

/** Finds statements wherever a property holds some. */
function walk(resource: Resource, value: unknown, path: Path, into: [Mutant['kind'], Path][]): void {
  if (typeof value !== 'object' || value === null) return;
  const { Effect, Condition } = value as { Effect?: unknown; Condition?: unknown };
  if (Effect === 'Allow' || Effect === 'Deny') {
    into.push([Effect === 'Deny' ? 'deny' : grantIn(resource, path), path]);
    for (const [operator, keys] of Object.entries((Condition ?? {}) as object)) for (const key of Object.keys(keys as object)) into.push(['condition', [...path, 'Condition', operator, key]]);
    return;
  }
  for (const [key, each] of Object.entries(value)) walk(resource, each, [...path, Array.isArray(value) ? Number(key) : key], into);
}

/** A copy that shares everything but the way to what is taken out. */
export function without<T>(value: T, [first, ...rest]: Path): T {
  if (Array.isArray(value)) return (rest.length === 0 ? value.filter((_, index) => index !== first) : value.map((each: unknown, index) => (index === first ? without(each, rest) : each))) as T;
  const { [first as string]: inner, ...others } = value as Readonly<Record<string, unknown>>;
  return (rest.length === 0 ? others : { ...others, [first]: without(inner, rest) }) as T;
}
