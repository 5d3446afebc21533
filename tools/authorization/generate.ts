import type { KeyData, RowData, ServiceData } from '../../packages/policy-evaluation/src/authorization/data';
import { ACTION_ROWS } from './by-hand/actions';
import { CONDITION_KEYS } from './by-hand/keys';
import { ACCOUNT_PARAMETERS, ALIASES, ARNS, IGNORED_TYPES } from './by-hand/resources';
import type { HandKey, HandRow } from './by-hand/row';
import { type ActionReference, readReference, type ServiceReference } from './iam-data';
import { type OperationInput, readOperations } from './models';
import type { ServiceSource } from './services';
import { templateOf } from './templates';

export interface Generated {
  readonly data: ServiceData;
  /** Operations that neither AWS's reference nor the table by hand knows. */
  readonly unknown: readonly string[];
  /** Required resources with parts that no parameter tells: `CreateModelPackage model-package`. */
  readonly open: readonly string[];
}

interface Row extends Omit<RowData, 'keys'> { readonly operation: string; readonly keys?: readonly HandKey[] }

/** What ARNs begin with, where it is not the service, the region and the account. */
const BELOW: Readonly<Record<string, string>> = {
  apigateway: 'arn:{partition}:apigateway:{region}::',
  iam: 'arn:{partition}:iam::{account}:',
  organizations: 'arn:{partition}:organizations::{account}:',
  s3: 'arn:{partition}:s3:::',
  servicecatalog: 'arn:{partition}:catalog:{region}:{account}:',
};

/** What policy-evaluation ships of a service. */
export async function generate(source: ServiceSource): Promise<Generated> {
  const { name, prefix = name } = source;
  const reference = await readReference(prefix);
  const operations = readOperations(name);
  const below = BELOW[prefix] ?? `arn:{partition}:${prefix}:{region}:{account}:`;
  const byHand = ACTION_ROWS.filter((row) => row.service === name);
  const keys = CONDITION_KEYS.filter(({ services }) => services.includes(name) || services.includes('*'));
  const rows: Row[] = [];
  const unknown: string[] = [];
  const open: string[] = [];
  const rest: Record<string, string> = {};
  for (const [operation, input] of operations) {
    const own = byHand.filter((row) => row.for.split(' ').includes(operation));
    const action = reference.actions.get(operation.toLowerCase());
    const instead = own.some(({ also }) => !also);
    if (!instead && source.rest) rest[operation] = `${input.method} ${restPath(input)}`;
    else if (!instead && action) rows.push(referenceRow({ name, prefix, reference, operation, input, action, keys, open }));
    else if (!instead) unknown.push(operation);
    // what stands beside something that is not known would read as all that is needed
    if (unknown.at(-1) !== operation) rows.push(...own.map((row) => handRow(row, operation, prefix, reference, input, keys)));
  }
  const kept = keysOfRows(rows, keys, operations, reference);
  const account = ACCOUNT_PARAMETERS[name];
  return {
    data: { prefix, arn: below, ...(account ? { account } : {}), keys: kept.map(({ data }) => data), rows: grouped(rows.map((row) => shortened(row, below)), kept.map(({ hand }) => hand)),
      ...(source.rest ? { rest } : {}),
    },
    unknown, open,
  };
}

interface Wanted { name: string; prefix: string; reference: ServiceReference; operation: string; input: OperationInput; action: ActionReference; keys: readonly HandKey[]; open: string[] }

function referenceRow({ name, prefix, reference, operation, input, action, keys, open }: Wanted): Row {
  const required: string[] = [];
  const optional: string[] = [];
  const types = action.types.filter((type) => !IGNORED_TYPES[name]?.includes(type.name));
  for (const type of types) {
    const template = templateOf(ARNS[name]?.[type.name] ?? reference.arns.get(type.name) ?? '*', type.name, operation, input.parameters, ALIASES[name] ?? {});
    // an id that the service makes up: a list needs no resource, and what is made needs one
    const made = types.length === 1 && /^(Create|Register|Import|Publish|Start|Request|Allocate)/.test(operation);
    if (type.required || made) {
      required.push(template.text);
      if (template.open) open.push(`${operation} ${type.name}: ${template.text}`);
    } else if (template.told) optional.push(template.text);
  }
  // an ARN of any resource is the one that is meant, whatever its type
  const any = [...required, ...optional].find((text) => /^\{resource(arn)?\}$/i.test(text));
  if (any && required.includes(any)) required.splice(0, required.length, any);
  if (any && optional.includes(any)) optional.splice(0, optional.length, any);
  return {
    operation, for: operation,
    ...(`${prefix}:${operation}` === `${prefix}:${action.name}` ? {} : { action: `${prefix}:${action.name}` }),
    ...listed('on', required), ...listed('may', optional.filter((text) => !required.includes(text))),
    ...keysOf(action, operation, input, keys),
  };
}

function handRow(row: HandRow, operation: string, prefix: string, reference: ServiceReference, input: OperationInput, keys: readonly HandKey[]): Row {
  const [of, named] = (row.action ?? (row.roles ? 'iam:PassRole' : `${prefix}:${operation}`)).split(':');
  const action = of === prefix ? reference.actions.get(named.toLowerCase()) : undefined;
  return { ...bare(row), operation, ...(action ? keysOf(action, operation, input, keys) : {}) };
}

function keysOf(action: ActionReference, operation: string, { parameters }: OperationInput, keys: readonly HandKey[]): { keys?: readonly HandKey[] } {
  const own = keys.filter(({ key, as = key, from, for: only }) => (!only || only.test(operation)) && action.keys.some((known) => known.toLowerCase() === as.toLowerCase())
    && from.some((path) => parameters.includes(firstOf(path))));
  return own.length > 0 ? { keys: own } : {};
}

/** The keys that rows have, with the places that their operations' parameters have. */
function keysOfRows(rows: readonly Row[], keys: readonly HandKey[], operations: ReadonlyMap<string, OperationInput>, reference: ServiceReference): { hand: HandKey; data: KeyData }[] {
  return keys.flatMap((hand) => {
    const { key, as = key, from } = hand;
    const parameters = new Set(rows.filter((row) => row.keys?.includes(hand)).flatMap(({ operation }) => operations.get(operation)?.parameters ?? []));
    const places = from.filter((path) => parameters.has(firstOf(path)));
    const many = key === 'aws:TagKeys' || reference.keyTypes.get(as)?.startsWith('ArrayOf');
    return places.length > 0 ? [{ hand, data: { key, from: places, ...(many ? { many: true as const } : {}) } }] : [];
  });
}

const firstOf = (path: string) => path.split(/[.[{]/)[0];

const bare = ({ service: _, page: __, also: ___, ...row }: HandRow): Omit<RowData, 'keys'> => row;

const listed = (name: 'on' | 'may', texts: readonly string[]) => (texts.length > 0 ? { [name]: [...new Set(texts)] } : {});

/** `/restapis/{restApiId}`; in a path of an ARN, which is written encoded, the ARN is left open. */
const restPath = ({ path = '' }: OperationInput) => path.replace(/\?.*$/, '').replace(/\{resource-?arn\}/gi, '*');

function shortened(row: Row, below: string): Row {
  const short = (texts: readonly string[]) => texts.map((text) => (text.startsWith(below) && text !== `${below}*` ? text.slice(below.length) : text));
  const { on, may, given } = row;
  return { ...row, ...(on ? { on: short(on) } : {}), ...(may ? { may: short(may) } : {}), ...(given ? { given: short(given) } : {}) };
}

/** Operations that need the same stand in one row; roles are passed, and tags given, after all else. */
function grouped(rows: readonly Row[], keys: readonly HandKey[]): RowData[] {
  const groups = new Map<string, { row: Omit<RowData, 'for'>; operations: string[] }>();
  for (const { operation, for: _, keys: own, ...rest } of rows) {
    const row = { ...rest, ...(own ? { keys: own.map((key) => keys.indexOf(key)) } : {}) };
    const text = JSON.stringify(row);
    const group = groups.get(text) ?? { row, operations: [] };
    group.operations.push(operation);
    groups.set(text, group);
  }
  const passes = ({ roles, action, beside }: RowData) => Number(roles !== undefined || action === 'iam:PassRole' || beside === true);
  const making = rows.filter(({ beside, operation }) => beside && operation.startsWith('Create')).map(({ operation }) => operation);
  return [...groups.values()].map(({ row, operations }) => ({ for: (row.beside ? shortNames(operations, making) : operations).join(' '), ...row })).sort((one, other) => passes(one) - passes(other));
}

/** `Create*` where an action stands beside all that make something with tags: those that take none never have them in a request. */
function shortNames(operations: readonly string[], making: readonly string[]): readonly string[] {
  const others = operations.filter((operation) => !making.includes(operation));
  return making.length > 1 && making.every((operation) => operations.includes(operation)) ? ['Create*', ...others] : operations;
}
