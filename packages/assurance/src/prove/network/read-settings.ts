import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { ProveError } from '../prove-error';
import { type AcceptedFinding, CLOSED, CONNECTIONS, INTERNET_WAYS, type NetworkRule, type NetworkSettings, type NetworkSurvivor } from './settings';

type Json = Readonly<Record<string, unknown>>;

const FIELDS = { settings: ['networks', 'separate', 'withoutPolicy', 'trusted', 'accepted', 'survivors'], networks: ['purpose', 'stack', 'internet', 'connections', 'domains', 'endpoints', 'because'], accepted: ['rule', 'place', 'because'], survivors: ['mutant', 'because'] };

/**
 * Reads what networks may do, in YAML or JSON.
 * @throws ProveError with every problem
 */
export function readNetworkSettings(file: string): NetworkSettings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ProveError(file, [`it cannot be read (${(error as NodeJS.ErrnoException).code}): give the file that says what networks may do`]);
  }
  return parseNetworkSettings(file, text);
}

/** @param name how errors speak of it */
export function parseNetworkSettings(name: string, text: string): NetworkSettings {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new ProveError(name, document.errors.map(({ message }) => message.split('\n')[0]));
  const given: unknown = document.toJS();
  if (!isObject(given)) throw new ProveError(name, ['it is no object: give networks and, where there are any, separate, withoutPolicy, trusted, accepted and survivors']);
  const problems: string[] = [];
  onlyKnown(given, '', FIELDS.settings, problems);
  const settings: NetworkSettings = {
    networks: rows(given.networks, 'networks', problems).map(([at, row]) => ruleOf(at, row, problems)),
    separate: given.separate === undefined ? CLOSED.separate : pairs(given.separate, problems),
    withoutPolicy: services(given.withoutPolicy, problems),
    trusted: trusted(given.trusted, problems),
    accepted: rows(given.accepted, 'accepted', problems).map(([at, row]) => textsOf(at, row, FIELDS.accepted, problems) as unknown as AcceptedFinding),
    survivors: rows(given.survivors, 'survivors', problems).map(([at, row]) => textsOf(at, row, FIELDS.survivors, problems) as unknown as NetworkSurvivor),
  };
  if (problems.length > 0) throw new ProveError(name, problems);
  return settings;
}

function ruleOf(at: string, row: Json, problems: string[]): NetworkRule {
  onlyKnown(row, `${at}.`, FIELDS.networks, problems);
  if (row.purpose === undefined && row.stack === undefined) problems.push(`${at} has neither purpose nor stack: say which networks it is about`);
  const internet = row.internet ?? 'none';
  if (!INTERNET_WAYS.includes(internet as never)) problems.push(`${at}.internet is ${JSON.stringify(internet)}: it must be one of ${INTERNET_WAYS.join(', ')}`);
  const connections = texts(row.connections, `${at}.connections`, problems) ?? [];
  connections.filter((one) => !CONNECTIONS.includes(one as never)).forEach((one) => problems.push(`${at}.connections holds ${one}: there are ${CONNECTIONS.join(', ')}`));
  return {
    purpose: texts(row.purpose, `${at}.purpose`, problems), stack: texts(row.stack, `${at}.stack`, problems), internet: internet as NetworkRule['internet'], connections: connections as NetworkRule['connections'],
    domains: texts(row.domains, `${at}.domains`, problems), endpoints: texts(row.endpoints, `${at}.endpoints`, problems),
  };
}

function textsOf(at: string, row: Json, fields: readonly string[], problems: string[]): Record<string, string> {
  onlyKnown(row, `${at}.`, fields, problems);
  for (const field of fields) if (typeof row[field] !== 'string' || row[field].trim() === '') problems.push(`${at}.${field} is ${JSON.stringify(row[field])}: it must be a text`);
  return Object.fromEntries(fields.map((field) => [field, String(row[field])]));
}

function trusted(given: unknown, problems: string[]): string[] | undefined {
  const list = texts(given, 'trusted', problems);
  list?.filter((one) => !/^(\d{12}|o-[a-z0-9]{10,32})$/.test(one)).forEach((one) => problems.push(`trusted holds ${one}: it must be a 12-digit account, in quotes, or the id of an organization, such as o-abcdefghij`));
  return list;
}

function pairs(given: unknown, problems: string[]): (readonly [string, string])[] {
  const list = Array.isArray(given) ? given as unknown[] : [given];
  return list.flatMap((pair, index) => {
    if (Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string')) return [pair as unknown as readonly [string, string]];
    problems.push(`separate[${index}] is ${JSON.stringify(pair)}: it must be two purposes, such as [pre-prod, prod]`);
    return [];
  });
}

function services(given: unknown, problems: string[]): Record<string, string> {
  if (given === undefined) return {};
  if (!isObject(given)) {
    problems.push(`withoutPolicy is ${JSON.stringify(given)}: it must be services and the pages that say that their endpoints take no policy`);
    return {};
  }
  Object.entries(given).filter(([, page]) => typeof page !== 'string' || !page.startsWith('https://')).forEach(([service, page]) => problems.push(`withoutPolicy.${service} is ${JSON.stringify(page)}: it must be the address of the page that says so`));
  return given as Record<string, string>;
}

function rows(given: unknown, at: string, problems: string[]): [string, Json][] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    problems.push(`${at} is ${JSON.stringify(given)}: it must be a list`);
    return [];
  }
  return given.flatMap((row: unknown, index) => {
    if (!isObject(row)) problems.push(`${at}[${index}] is ${JSON.stringify(row)}: it must be an object`);
    return isObject(row) ? [[`${at}[${index}]`, row] as [string, Json]] : [];
  });
}

function texts(given: unknown, at: string, problems: string[]): string[] | undefined {
  if (given === undefined) return undefined;
  const list = [given].flat();
  if (list.every((one) => typeof one === 'string' && one !== '')) return list as string[];
  problems.push(`${at} is ${JSON.stringify(given)}: it must be a text or a list of texts`);
  return [];
}

function onlyKnown(row: Json, at: string, fields: readonly string[], problems: string[]): void {
  Object.keys(row).filter((key) => !fields.includes(key)).forEach((key) => problems.push(`${at}${key} is not known: there are ${fields.join(', ')}`));
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
