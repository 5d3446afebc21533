import { AwsError } from '../../service';

/** What values of a definition are looked up in. */
export interface Values {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly execution: Readonly<Record<string, unknown>>;
  /** The Describe answers of steps that have ended, by name. */
  readonly steps: ReadonlyMap<string, any>;
  /** A property file, by the step and its name. */
  readonly propertyFile: (step: string, name: string) => Promise<unknown>;
}

/** Replaces `{"Get": …}`, `{"Std:Join": …}` and `{"Std:JsonGet": …}` by what they stand for. @throws AwsError naming what has no value */
export async function resolve(value: any, values: Values): Promise<any> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolve(item, values)));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.Get === 'string' && Object.keys(value).length === 1) return get(value.Get, values);
  if (value['Std:Join']) {
    const { On = '', Values: parts } = value['Std:Join'];
    return (await Promise.all(parts.map((part: unknown) => resolve(part, values)))).join(On);
  }
  if (value['Std:JsonGet']) {
    const { PropertyFile, Path } = value['Std:JsonGet'];
    const [, step, name] = /^Steps\.([\w-]+)\.PropertyFiles\.(.+)$/.exec(PropertyFile.Get) ?? [];
    return found(pick(await values.propertyFile(step, name), Path), `${PropertyFile.Get} ${Path}`);
  }
  const entries = await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await resolve(item, values)]));
  return Object.fromEntries(entries);
}

function get(expression: string, { parameters, execution, steps }: Values): unknown {
  const [root, ...rest] = expression.split('.');
  const path = rest.join('.');
  if (root === 'Parameters') return found(parameters[path], expression);
  if (root === 'Execution') return found(execution[path], expression);
  if (root !== 'Steps') throw new AwsError('ClientError', `${expression} starts with neither Parameters, Execution nor Steps`);
  const [, step, property] = /^([\w-]+)\.?(.*)$/.exec(path) ?? [];
  return found(pick(steps.get(step), property), expression);
}

/** `ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri`: a name in brackets finds the item of a list that is named so. */
export function pick(value: any, path: string): unknown {
  const keys = [...path.matchAll(/\[(?:'([^']+)'|"([^"]+)"|(\d+))\]|([^.[\]]+)/g)].map(([, single, double, index, name]) => single ?? double ?? index ?? name);
  return keys.reduce<any>((inner, key) => {
    if (!Array.isArray(inner)) return inner?.[key];
    return /^\d+$/.test(key) ? inner[Number(key)] : inner.find((item) => Object.entries(item).some(([name, given]) => /Name$/.test(name) && given === key));
  }, value);
}

function found<T>(value: T | undefined, expression: string): T {
  if (value === undefined) throw new AwsError('ClientError', `${expression} has no value`);
  return value;
}
