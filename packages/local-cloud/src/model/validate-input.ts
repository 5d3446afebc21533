import type { ServiceModel, Shape, ShapeReference } from './service-model';

/** Everything that is wrong with an operation's input, in the words of AWS's validation errors. */
export function problemsOf(model: ServiceModel, reference: ShapeReference | undefined, input: unknown): string[] {
  return reference ? check(model, model.shapes[reference.shape], input, '') : [];
}

function check(model: ServiceModel, shape: Shape, value: unknown, at: string): string[] {
  switch (shape.type) {
    case 'structure': return checkStructure(model, shape, value, at);
    case 'list': return checkList(model, shape, value, at);
    case 'map': return checkMap(model, shape, value, at);
    case 'string': return checkString(shape, value, at);
    case 'integer': case 'long': case 'double': case 'float': return checkNumber(shape, value, at);
    case 'boolean': return typeof value === 'boolean' ? [] : [wrongType(value, at, 'a boolean')];
    default: return [];
  }
}

function checkStructure(model: ServiceModel, shape: Shape, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [wrongType(value, at, 'an object')];
  const given = value as Record<string, unknown>;
  const members = shape.members ?? {};
  const missing = (shape.required ?? []).filter((name) => given[name] === undefined || given[name] === null);
  const unknown = Object.keys(given).filter((name) => !members[name]);
  return [
    ...missing.map((name) => `Value null at '${join(at, name)}' failed to satisfy constraint: Member must not be null`),
    ...unknown.map((name) => `Unknown parameter '${join(at, name)}', must be one of: ${Object.keys(members).join(', ')}`),
    ...Object.entries(given).filter(([name, member]) => members[name] && member !== undefined && member !== null)
      .flatMap(([name, member]) => check(model, model.shapes[members[name].shape], member, join(at, name))),
  ];
}

function checkList(model: ServiceModel, shape: Shape, value: unknown, at: string): string[] {
  if (!Array.isArray(value)) return [wrongType(value, at, 'a list')];
  const items = value.flatMap((item, index) => check(model, model.shapes[shape.member?.shape ?? ''], item, `${at}.${index + 1}.member`));
  return [...length(shape, value.length, value, at), ...items];
}

function checkMap(model: ServiceModel, shape: Shape, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [wrongType(value, at, 'a map')];
  const entries = Object.entries(value);
  return [
    ...length(shape, entries.length, value, at),
    ...entries.flatMap(([key, member]) => check(model, model.shapes[shape.value?.shape ?? ''], member, `${at}.${key}.member`)),
  ];
}

function checkString(shape: Shape, value: unknown, at: string): string[] {
  if (typeof value !== 'string') return [wrongType(value, at, 'a string')];
  const problems = length(shape, [...value].length, value, at);
  if (shape.enum && !shape.enum.includes(value)) problems.push(failed(value, at, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`));
  if (shape.pattern && !matches(shape.pattern, value)) problems.push(failed(value, at, `Member must satisfy regular expression pattern: ${shape.pattern}`));
  return problems;
}

function checkNumber(shape: Shape, value: unknown, at: string): string[] {
  if (typeof value !== 'number') return [wrongType(value, at, 'a number')];
  if (shape.min !== undefined && value < shape.min) return [failed(value, at, `Member must have value greater than or equal to ${shape.min}`)];
  if (shape.max !== undefined && value > shape.max) return [failed(value, at, `Member must have value less than or equal to ${shape.max}`)];
  return [];
}

function length(shape: Shape, size: number, value: unknown, at: string): string[] {
  if (shape.min !== undefined && size < shape.min) return [failed(value, at, `Member must have length greater than or equal to ${shape.min}`)];
  if (shape.max !== undefined && size > shape.max) return [failed(value, at, `Member must have length less than or equal to ${shape.max}`)];
  return [];
}

/** Patterns of the models are Java's; one that JavaScript does not read is not held against the caller. */
function matches(pattern: string, value: string): boolean {
  const expression = compiled(pattern);
  return !expression || expression.test(value);
}

const EXPRESSIONS = new Map<string, RegExp | undefined>();

function compiled(pattern: string): RegExp | undefined {
  if (!EXPRESSIONS.has(pattern)) EXPRESSIONS.set(pattern, expressionOf(pattern));
  return EXPRESSIONS.get(pattern);
}

function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su');
  } catch {
    return undefined;
  }
}

const join = (at: string, name: string) => (at ? `${at}.${name}` : name);
const failed = (value: unknown, at: string, rule: string) => `Value '${typeof value === 'string' ? value : JSON.stringify(value)}' at '${at}' failed to satisfy constraint: ${rule}`;
const wrongType = (value: unknown, at: string, type: string) => `Invalid type for parameter ${at}, value: ${JSON.stringify(value)}, must be ${type}`;
