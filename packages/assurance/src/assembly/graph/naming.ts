import type { Resource, Stack } from '../assembly';
import { type Evaluation, Unresolved } from '../intrinsics';
import { ARN_FORMATS, type ArnFormat } from './arn-formats';

/** What a resource is called once it stands. */
export interface ResourceName {
  readonly type: string;
  readonly name: string | Unresolved;
  readonly arn: string | Unresolved;
}

/** @returns undefined for a type whose naming is not known */
export function nameResource(stack: Stack, id: string, resource: Resource, evaluation: Evaluation): ResourceName | undefined {
  const format = ARN_FORMATS[resource.Type];
  if (!format) return undefined;
  const name = given(resource, format, evaluation) ?? generated(stack, id, resource.Type);
  return { type: resource.Type, name, arn: arnOf(format, name, resource, evaluation) };
}

function given(resource: Resource, { name }: ArnFormat, evaluation: Evaluation): string | Unresolved | undefined {
  const value = name === undefined ? undefined : evaluation.property(resource, name);
  return value === undefined || value instanceof Unresolved ? value : String(value);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html: stack, logical id, and a random part that only the deployment knows. */
function generated(stack: Stack, id: string, type: string): string {
  const name = `${stack.name.replaceAll('/', '-')}-${id}-generated`;
  return type === 'AWS::S3::Bucket' || type === 'AWS::ECR::Repository' ? name.toLowerCase() : name;
}

function arnOf(format: ArnFormat, name: string | Unresolved, resource: Resource, evaluation: Evaluation): string | Unresolved {
  let open: Unresolved | undefined;
  const part = (key: string): unknown => {
    if (key === 'name') return typeof name === 'string' ? name.replace(/^\//, '') : name;
    if (key === 'partition' || key === 'region' || key === 'account') return evaluation.value({ Ref: { partition: 'AWS::Partition', region: 'AWS::Region', account: 'AWS::AccountId' }[key] });
    return evaluation.property(resource, key) ?? format.defaults?.[key];
  };
  const arn = format.arn.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = part(key);
    if (value instanceof Unresolved) open ??= value;
    return format.lowercase?.includes(key) ? String(value).toLowerCase() : String(value);
  });
  return open ?? arn;
}

/** The value of `Ref`. */
export function refOf(named: ResourceName | undefined): unknown {
  return named && (ARN_FORMATS[named.type].ref === 'arn' ? named.arn : named.name);
}

/**
 * The value of `Fn::GetAtt`; undefined where it is not known.
 * @param property what a property of the resource works out to
 */
export function attributeOf(named: ResourceName | undefined, attribute: string, property: (name: string) => unknown): unknown {
  if (!named) return undefined;
  const format = ARN_FORMATS[named.type];
  if (attribute === 'Arn' || format.arnAttributes?.includes(attribute)) return named.arn;
  if (format.propertyAttributes?.includes(attribute)) return property(attribute);
  if (format.derivedAttributes?.includes(attribute)) return typeof named.name === 'string' ? `${named.name}-${attribute}` : named.name;
  return attribute === format.name || format.nameAttributes?.includes(attribute) ? named.name : undefined;
}
