import { WAYS } from './ways';

/** Tells a value that has another shape than its place asks for. */
export type Complain = (problem: string) => void;

const STEPS = /([^.[\]{}]+)|\[\]|\{([a-z]+)\}/g;

/**
 * The values at a place of a request's parameters: none when nothing stands there.
 * @param path `pipeline.stages[].name`, `RequestItems{keys}`, `Parameters{json}.RoleArn`, or a text in one of the `WAYS`: `Name{path}`
 */
export function valuesAt(parameters: unknown, path: string, complain: Complain): unknown[] {
  let values = [{ at: '', value: parameters }];
  for (const [step, name, way] of path.matchAll(STEPS)) {
    values = values.flatMap(({ at, value }) => {
      if (value === undefined || value === null) return [];
      const place = name ? (at ? `${at}.${name}` : name) : at;
      return taken(value, step, name, way, (problem) => complain(`${at || 'parameters'} is ${shown(value)}: ${problem}`)).map((one) => ({ at: place, value: one }));
    });
  }
  return values.map(({ value }) => value).filter((value) => value !== undefined && value !== null);
}

/** The texts at a place. Numbers, booleans and dates are written as IAM does; anything else is told. */
export function textsAt(parameters: unknown, path: string, complain: Complain): string[] {
  return valuesAt(parameters, path, complain).flatMap((value) => {
    if (isText(value)) return value === '' ? [] : [String(value)];
    if (value instanceof Date && !Number.isNaN(value.getTime())) return [value.toISOString()];
    complain(`${path} is ${shown(value)}: it must be a text, a number or a boolean`);
    return [];
  });
}

/**
 * A request's parameters for each of a list, as if it had no other: themselves where there is none.
 * @param list `Delete.Objects[]`
 */
export function oneByOne(parameters: Parameters, list: string, complain: Complain): Parameters[] {
  const names = list.replace('[]', '').split('.');
  const each = valuesAt(parameters, list, complain);
  return each.length > 0 ? each.map((one) => replaced(parameters, names, [one])) : [parameters];
}

type Parameters = Readonly<Record<string, unknown>>;

function replaced(structure: Parameters, [name, ...rest]: readonly string[], value: unknown): Parameters {
  return { ...structure, [name]: rest.length > 0 ? replaced(structure[name] as Parameters, rest, value) : value };
}

/** Pairs of a map, of a list of tags, or of tags in the way of a URL's query, in which S3 takes those of an object. */
export function pairsAt(parameters: unknown, path: string, complain: Complain): [string, string][] {
  return valuesAt(parameters, path, complain).flatMap((value) => pairs(value, path, complain));
}

function pairs(value: unknown, path: string, complain: Complain): [string, string][] {
  return entries(value, path, complain).flatMap(([key, one]): [string, string][] => {
    if (isText(one)) return [[key, String(one)]];
    complain(`${path} has ${shown(one)} under ${JSON.stringify(key)}: it must be a text`);
    return [];
  });
}

function entries(value: unknown, path: string, complain: Complain): [string, unknown][] {
  if (typeof value === 'string') return [...new URLSearchParams(value)];
  if (Array.isArray(value)) return value.flatMap((one) => tag(one, path, complain));
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  complain(`${path} is ${shown(value)}: it must be a map or a list of tags`);
  return [];
}

/** A tag, however the service writes it: Key and Value, key and value, TagKey and TagValue. */
function tag(value: unknown, path: string, complain: Complain): [string, unknown][] {
  const members = new Map(Object.entries(value ?? {}).map(([name, one]) => [name.toLowerCase().replace(/^tag/, ''), one]));
  const key = members.get('key');
  if (typeof key === 'string') return [[key, members.get('value') ?? '']];
  complain(`${path} holds ${shown(value)}: a tag has a key`);
  return [];
}

const isText = (value: unknown): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function taken(value: unknown, step: string, name: string | undefined, way: string | undefined, complain: Complain): unknown[] {
  if (step === '[]') return Array.isArray(value) ? value : (complain('it must be a list'), []);
  if (way === 'keys') return entries(value, 'it', complain).map(([key]) => key);
  if (way === 'json') return parsed(value, complain);
  if (way) return typeof value === 'string' ? [WAYS[way](value)] : (complain('it must be a text'), []);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return complain('it must be a structure'), [];
  if (name === '*') return Object.values(value).filter((one) => typeof one === 'object' && !Array.isArray(one));
  return name !== undefined && Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : [];
}

function parsed(value: unknown, complain: Complain): unknown[] {
  try {
    if (typeof value === 'string') return [JSON.parse(value)];
  } catch {
    // told below, with what is no text at all
  }
  complain('it must be JSON text');
  return [];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
