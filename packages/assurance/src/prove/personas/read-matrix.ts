import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { ProveError } from '../prove-error';
import type { Accepted, Cell, Matrix } from './matrix';

type Json = Readonly<Record<string, unknown>>;

const CELL_FIELDS = ['persona', 'purpose', 'action', 'resource', 'context', 'expect', 'because'];

/**
 * Reads a matrix, in YAML or JSON.
 * @throws ProveError with every problem
 */
export function readMatrix(file: string): Matrix {
  return parseMatrix(file, textOf(file));
}

/** @param name how errors speak of it */
export function parseMatrix(name: string, text: string): Matrix {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new ProveError(name, document.errors.map(({ message }) => message.split('\n')[0]));
  const given: unknown = document.toJS();
  if (!isObject(given)) throw new ProveError(name, ['it is no object: give purposes, cells and, where there are any, accepted and units']);
  const problems: string[] = Object.keys(given).filter((key) => !['purposes', 'units', 'products', 'cells', 'accepted'].includes(key)).map((key) => `${key} is not known: there are purposes, units, products, cells, accepted`);
  const matrix: Matrix = {
    purposes: accountsBy(given.purposes, 'purposes', problems),
    units: accountsBy(given.units, 'units', problems),
    products: isObject(given.products) ? Object.fromEntries(Object.entries(given.products).map(([key, value]) => [key, String(value)])) : undefined,
    cells: rows(given.cells, 'cells', problems).map(([at, row]) => cellOf(at, row, problems)),
    accepted: rows(given.accepted, 'accepted', problems).map(([at, row]) => acceptedOf(at, row, problems)),
  };
  if (matrix.cells.length === 0) problems.push('cells is empty: a matrix without a cell proves nothing');
  matrix.cells.forEach(({ at, purpose }) => purpose.filter((one) => !matrix.purposes[one]).forEach((one) => problems.push(`${at}.purpose is ${one}, which purposes does not name: add its accounts there`)));
  if (problems.length > 0) throw new ProveError(name, problems);
  return matrix;
}

function cellOf(at: string, row: Json, problems: string[]): Cell {
  Object.keys(row).filter((key) => !CELL_FIELDS.includes(key)).forEach((key) => problems.push(`${at}.${key} is not known: there are ${CELL_FIELDS.join(', ')}`));
  if (row.expect !== 'allow' && row.expect !== 'deny') problems.push(`${at}.expect is ${JSON.stringify(row.expect)}: it must be allow or deny`);
  if (row.context !== undefined && !isObject(row.context)) problems.push(`${at}.context is ${JSON.stringify(row.context)}: it must be condition keys and their values`);
  const action = texts(row.action, `${at}.action`, problems);
  action.filter((one) => !/^[\w-]+:\w+$/.test(one)).forEach((one) => problems.push(`${at}.action is ${one}: it must be one action such as s3:GetObject, without wildcards`));
  return {
    at, action,
    persona: texts(row.persona, `${at}.persona`, problems),
    purpose: texts(row.purpose, `${at}.purpose`, problems),
    resource: row.resource === undefined ? ['*'] : texts(row.resource, `${at}.resource`, problems),
    context: Object.fromEntries(Object.entries(isObject(row.context) ? row.context : {}).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)])),
    expect: row.expect as Cell['expect'],
    because: row.because === undefined ? undefined : String(row.because),
  };
}

function acceptedOf(at: string, row: Json, problems: string[]): Accepted {
  if (typeof row.role !== 'string') problems.push(`${at}.role is ${JSON.stringify(row.role)}: it must be a role's ARN, in which * stands for anything`);
  if (typeof row.because !== 'string' || row.because.trim() === '') problems.push(`${at}.because is missing: say why the persona may get at the role`);
  return { persona: texts(row.persona, `${at}.persona`, problems), role: String(row.role), because: String(row.because) };
}

function rows(given: unknown, at: string, problems: string[]): [string, Json][] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    problems.push(`${at} is ${JSON.stringify(given)}: it must be a list`);
    return [];
  }
  given.forEach((row, index) => isObject(row) || problems.push(`${at}[${index}] is ${JSON.stringify(row)}: it must be an object`));
  return given.flatMap((row: unknown, index) => (isObject(row) ? [[`${at}[${index}]`, row] as [string, Json]] : []));
}

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
