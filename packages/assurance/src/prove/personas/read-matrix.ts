import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseDocument } from 'yaml';
import { ProveError } from '../prove-error';
import type { Accepted, Cell, Matrix, Survivor } from './matrix';

type Json = Readonly<Record<string, unknown>>;

const SECTIONS = ['extends', 'purposes', 'groups', 'values', 'units', 'products', 'cells', 'accepted', 'survivors'];
const CELL_FIELDS = ['persona', 'purpose', 'action', 'resource', 'context', 'ifAllowed', 'ifGranted', 'expect', 'because'];

/**
 * Reads a matrix, in YAML or JSON. One that extends another adds rows to it, and accounts: those of a purpose that both name are its own. A group of
 * the other's that it leaves empty has rows that it does not ask.
 * @throws ProveError with every problem
 */
export function readMatrix(file: string): Matrix {
  return parseMatrix(file, textOf(file));
}

/**
 * @param name how errors speak of it; from its folder another is read that it extends
 * @param above the files that extend this one
 */
export function parseMatrix(name: string, text: string, above: readonly string[] = []): Matrix {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new ProveError(name, document.errors.map(({ message }) => message.split('\n')[0]));
  const given: unknown = document.toJS();
  if (!isObject(given)) throw new ProveError(name, ['it is no object: give purposes, cells and, where there are any, accepted, survivors and units']);
  const problems: string[] = Object.keys(given).filter((key) => !SECTIONS.includes(key)).map((key) => `${key} is not known: there are ${SECTIONS.join(', ')}`);
  const base = given.extends === undefined ? undefined : extended(name, given.extends, above);
  // rows of several files are told apart by their file
  const from = base === undefined && above.length === 0 ? '' : `${path.basename(name)} `;
  const own: Matrix = {
    purposes: accountsBy(given.purposes, 'purposes', problems),
    groups: isObject(given.groups) ? Object.fromEntries(Object.entries(given.groups).map(([key, value]) => [key, groupOf(key, value, base, problems)])) : {},
    values: textsBy(given.values) ?? {},
    units: accountsBy(given.units, 'units', problems),
    products: textsBy(given.products),
    cells: rows(given.cells, 'cells', problems).map(([at, row]) => cellOf(at, row, problems)).map((cell) => ({ ...cell, at: `${from}${cell.at}` })),
    accepted: rows(given.accepted, 'accepted', problems).map(([at, row]) => acceptedOf(at, row, problems)),
    survivors: rows(given.survivors, 'survivors', problems).map(([at, row]) => survivorOf(at, row, problems)).map((survivor) => ({ ...survivor, at: `${from}${survivor.at}` })),
  };
  const matrix = base === undefined ? own : added(base, own);
  if (matrix.cells.length === 0) problems.push('cells is empty: a matrix without a cell proves nothing');
  own.cells.forEach(({ at, purpose }) => purpose.filter((one) => one !== '*' && !matrix.purposes[one] && !matrix.groups[one]).forEach((one) => problems.push(`${at}.purpose is ${one}, which purposes does not name: add its accounts there`)));
  Object.entries(own.groups).forEach(([group, names]) => names.filter((one) => !matrix.purposes[one]).forEach((one) => problems.push(`groups.${group} holds ${one}, which purposes does not name: add its accounts there`)));
  if (problems.length > 0) throw new ProveError(name, problems);
  return matrix;
}

function extended(name: string, given: unknown, above: readonly string[]): Matrix {
  if (typeof given !== 'string' || given === '') throw new ProveError(name, [`extends is ${JSON.stringify(given)}: it must be the file of another matrix`]);
  const file = path.join(path.dirname(name), given);
  const all = [...above, path.normalize(name)];
  if (all.includes(file)) throw new ProveError(name, [`extends is ${given}, which extends this one in turn: take one of both away`]);
  return parseMatrix(file, textOf(file), all);
}

const added = (base: Matrix, own: Matrix): Matrix => ({
  purposes: { ...base.purposes, ...own.purposes },
  groups: { ...base.groups, ...own.groups },
  values: { ...base.values, ...own.values },
  units: { ...base.units, ...own.units },
  products: own.products ?? base.products,
  cells: [...base.cells, ...own.cells],
  accepted: [...base.accepted, ...own.accepted],
  survivors: [...base.survivors, ...own.survivors],
});

function cellOf(at: string, row: Json, problems: string[]): Cell {
  Object.keys(row).filter((key) => !CELL_FIELDS.includes(key)).forEach((key) => problems.push(`${at}.${key} is not known: there are ${CELL_FIELDS.join(', ')}`));
  if (row.expect !== 'allow' && row.expect !== 'deny') problems.push(`${at}.expect is ${JSON.stringify(row.expect)}: it must be allow or deny`);
  (['ifAllowed', 'ifGranted'] as const).filter((field) => row[field] !== undefined && typeof row[field] !== 'boolean').forEach((field) => problems.push(`${at}.${field} is ${JSON.stringify(row[field])}: it must be true or false`));
  if (row.context !== undefined && !isObject(row.context)) problems.push(`${at}.context is ${JSON.stringify(row.context)}: it must be condition keys and their values`);
  const action = texts(row.action, `${at}.action`, problems);
  action.filter((one) => !/^[\w-]+:\w+$/.test(one)).forEach((one) => problems.push(`${at}.action is ${one}: it must be one action such as s3:GetObject, without wildcards`));
  return {
    at, action,
    persona: texts(row.persona, `${at}.persona`, problems),
    purpose: texts(row.purpose, `${at}.purpose`, problems),
    resource: row.resource === undefined ? ['*'] : texts(row.resource, `${at}.resource`, problems),
    context: Object.fromEntries(Object.entries(isObject(row.context) ? row.context : {}).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)])),
    ifAllowed: row.ifAllowed === true,
    ifGranted: row.ifGranted === true,
    expect: row.expect as Cell['expect'],
    because: row.because === undefined ? undefined : String(row.because),
  };
}

function acceptedOf(at: string, row: Json, problems: string[]): Accepted {
  if (typeof row.role !== 'string') problems.push(`${at}.role is ${JSON.stringify(row.role)}: it must be a role's ARN, in which * stands for anything`);
  if (typeof row.because !== 'string' || row.because.trim() === '') problems.push(`${at}.because is missing: say why the persona may get at the role`);
  return { persona: texts(row.persona, `${at}.persona`, problems), role: String(row.role), because: String(row.because) };
}

function survivorOf(at: string, row: Json, problems: string[]): Survivor {
  if (typeof row.mutant !== 'string') problems.push(`${at}.mutant is ${JSON.stringify(row.mutant)}: it must be a mutant as mutate names it, in which * stands for anything`);
  if (typeof row.because !== 'string' || row.because.trim() === '') problems.push(`${at}.because is missing: say why no proof has to notice`);
  return { at, mutant: String(row.mutant), because: String(row.because) };
}

/** A group of another matrix may be left empty: its rows ask nothing here. */
const groupOf = (key: string, given: unknown, base: Matrix | undefined, problems: string[]): string[] => (Array.isArray(given) && given.length === 0 && base?.groups[key] ? [] : texts(given, `groups.${key}`, problems));

function rows(given: unknown, at: string, problems: string[]): [string, Json][] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    problems.push(`${at} is ${JSON.stringify(given)}: it must be a list`);
    return [];
  }
  given.forEach((row, index) => isObject(row) || problems.push(`${at}[${index}] is ${JSON.stringify(row)}: it must be an object`));
  return given.flatMap((row: unknown, index) => (isObject(row) ? [[`${at}[${index}]`, row] as [string, Json]] : []));
}

const textsBy = (given: unknown): Record<string, string> | undefined => (isObject(given) ? Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])) : undefined);

function accountsBy(given: unknown, at: string, problems: string[]): Record<string, string[]> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) {
    problems.push(`${at} is ${JSON.stringify(given)}: it must be names and their accounts`);
    return {};
  }
  return Object.fromEntries(Object.entries(given).map(([name, accounts]) => {
    const list = [accounts].flat().map(String);
    list.filter((account) => !/^\d{12}$/.test(account)).forEach((account) => problems.push(`${at}.${name} holds ${account}: it must be an account's 12 digits, in quotes`));
    return [name, list];
  }));
}

function texts(given: unknown, at: string, problems: string[]): string[] {
  const list = [given ?? []].flat();
  if (list.length === 0 || list.some((one) => typeof one !== 'string' || one === '')) {
    problems.push(`${at} is ${JSON.stringify(given)}: it must be a text or a list of texts`);
    return [];
  }
  return list as string[];
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ProveError(file, [`it cannot be read (${(error as NodeJS.ErrnoException).code}): give the file of a matrix`]);
  }
}
