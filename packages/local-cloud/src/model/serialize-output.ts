import type { ServiceModel, Shape, ShapeReference } from './service-model';

/** An operation's result as the JSON protocols carry it: dates as seconds since 1970, bytes as base64, only members that the model knows. */
export function serialize(model: ServiceModel, reference: ShapeReference | undefined, value: unknown): unknown {
  return reference ? convert(model, model.shapes[reference.shape], value) : {};
}

function convert(model: ServiceModel, shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  switch (shape.type) {
    case 'structure': return members(model, shape, value as Record<string, unknown>);
    case 'list': return (value as unknown[]).map((item) => convert(model, model.shapes[shape.member?.shape ?? ''], item));
    case 'map': return mapped(model, shape, value as Record<string, unknown>);
    case 'timestamp': return value instanceof Date ? value.getTime() / 1000 : value;
    case 'blob': return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
    default: return value;
  }
}

function members(model: ServiceModel, shape: Shape, value: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(shape.members ?? {}).filter(([name]) => value[name] !== undefined);
  return Object.fromEntries(known.map(([name, member]) => [member.locationName ?? name, convert(model, model.shapes[member.shape], value[name])]));
}

function mapped(model: ServiceModel, shape: Shape, value: Record<string, unknown>): Record<string, unknown> {
  const member = model.shapes[shape.value?.shape ?? ''];
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => [key, convert(model, member, item)]));
}
