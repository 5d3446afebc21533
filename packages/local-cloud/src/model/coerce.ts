import type { ServiceModel, Shape, ShapeReference } from './service-model';

/**
 * Gives CloudFormation's properties the types that a service's API takes: custom resources receive numbers and booleans as text
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes-create.html).
 * Members are found without regard to the case of their first letter, because CloudFormation writes `BuildSpec` where an API writes `buildspec`.
 * Members that the API does not have are left out.
 */
export function coerce(model: ServiceModel, reference: ShapeReference, value: unknown): any {
  return convert(model, model.shapes[reference.shape], value);
}

function convert(model: ServiceModel, shape: Shape, value: any): any {
  if (value === undefined || value === null) return undefined;
  switch (shape.type) {
    case 'structure': return structure(model, shape, value);
    case 'list': return [value].flat().map((item: unknown) => convert(model, model.shapes[shape.member?.shape ?? ''], item));
    case 'map': return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(model, model.shapes[shape.value?.shape ?? ''], item)]));
    case 'integer': case 'long': case 'double': case 'float': return Number(value);
    case 'boolean': return value === true || String(value).toLowerCase() === 'true';
    case 'string': return typeof value === 'object' ? JSON.stringify(value) : String(value);
    default: return value;
  }
}

function structure(model: ServiceModel, shape: Shape, value: Record<string, unknown>): Record<string, unknown> {
  const members = new Map(Object.entries(shape.members ?? {}).map(([name, member]) => [name.toLowerCase(), { name, member }]));
  const converted = Object.entries(value).flatMap(([key, item]) => {
    const found = members.get(key.toLowerCase());
    return found ? [[found.name, convert(model, model.shapes[found.member.shape], item)]] : [];
  });
  return Object.fromEntries(converted);
}
