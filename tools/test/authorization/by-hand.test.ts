import { ACTION_ROWS } from '../../authorization/by-hand/actions';
import { CONDITION_KEYS } from '../../authorization/by-hand/keys';
import { NOT_PASSED } from '../../authorization/by-hand/not-passed';
import { PASSED } from '../../authorization/by-hand/passed';
import { INSTANCE_PROFILE_ROWS } from '../../authorization/by-hand/pass-role';
import { ALIASES, ARNS, IGNORED_TYPES } from '../../authorization/by-hand/resources';
import { readReference } from '../../authorization/iam-data';
import { readOperations, readRoles } from '../../authorization/models';
import { SERVICES } from '../../authorization/services';
import { authorizationsOf } from '../../../packages/policy-evaluation/src';

const PAGE = /^https:\/\/docs\.aws\.amazon\.com\/[\w./-]+\.html(#[\w-]+)?$/;
const HERE = '111111111111';
const ROLE = `arn:aws:iam::${HERE}:role/passed`;

const prefixes = new Map(SERVICES.map(({ name, prefix = name }) => [name, prefix]));
const known = (service: string, operation: string) => readOperations(service).has(operation);
const first = (place: string) => place.split(/[.[{=~]/)[0];

test('each row has its page of AWS', () => {
  expect([...ACTION_ROWS, ...CONDITION_KEYS].filter(({ page }) => !PAGE.test(page))).toEqual([]);
});

test('each row is of operations that AWS has', () => {
  const unknown = ACTION_ROWS.flatMap((row) => row.for.split(' ').filter((operation) => !known(row.service, operation)).map((operation) => `${row.service} ${operation}`));
  expect(unknown).toEqual([]);
});

test('each action of a row is one that AWS\'s reference has', async () => {
  const asked = [...new Set(ACTION_ROWS.flatMap(({ action }) => action ?? []))].map((action) => action.split(':'));
  for (const [prefix, name] of asked) {
    const { actions } = await readReference(prefix);
    expect([prefix, actions.get(name.toLowerCase())?.name]).toEqual([prefix, name]);
  }
});

test('each parameter of a row is one that its operations have', () => {
  const missing = ACTION_ROWS.flatMap(({ service, for: operations, on = [], may = [], given = [], when = '', unless = '' }) => operations.split(' ').flatMap((operation) => {
    const { parameters = [] } = readOperations(service).get(operation) ?? {};
    const inTemplates = [...on, ...may, ...given].flatMap((template) => [...template.matchAll(/\{((?:[^{}]|\{[a-z]+\})*)\}/g)].map(([, places]) => places));
    return [...inTemplates, when, unless].flatMap((places) => places.split('|')).filter((place) => place && !place.startsWith("'") && !['account', 'partition', 'region'].includes(place))
      .map(first).filter((name) => !parameters.includes(name)).map((name) => `${service} ${operation}: ${name}`);
  }));
  expect(missing).toEqual([]);
});

test.each(SERVICES.map(({ name }) => name))('names of types and parameters in the tables of %s are AWS\'s', async (name) => {
  const { arns } = await readReference(prefixes.get(name) ?? name);
  const parameters = new Set([...readOperations(name).values()].flatMap((one) => one.parameters));
  const types = [...Object.keys(ARNS[name] ?? {}), ...(IGNORED_TYPES[name] ?? []), ...Object.keys(ALIASES[name] ?? {}).filter((key) => key.includes('.')).map((key) => key.split('.')[0])];
  const places = Object.values(ALIASES[name] ?? {}).flatMap((alias) => alias.split('|')).filter((place) => place !== '*' && !place.startsWith("'")).map(first);
  const placeholders = Object.keys(ALIASES[name] ?? {}).map((key) => key.split('.') as [string, string?])
    .filter(([type, placeholder]) => ![...arns].some(([known, arn]) => (placeholder ? known === type && arn.includes(`{${placeholder}}`) : arn.includes(`{${type}}`))));
  expect(types.filter((type) => !arns.has(type))).toEqual([]);
  expect(placeholders).toEqual([]);
  expect(places.filter((place) => !parameters.has(place))).toEqual([]);
});

jest.setTimeout(60_000);

test('each condition key is AWS\'s', async () => {
  for (const { services, key, as = key } of CONDITION_KEYS.filter((one) => !one.services.includes('*'))) {
    const tables = await Promise.all(services.map((service) => readReference(prefixes.get(service) ?? service)));
    expect([as, tables.some(({ keyTypes }) => [...keyTypes.keys()].some((name) => name.toLowerCase() === as.toLowerCase()))]).toEqual([as, true]);
  }
});

describe('roles that are passed', () => {
  const rows = PASSED.flatMap(({ roles, ...row }) => roles.flatMap((role) => role.split('|')).map((role) => ({ ...row, role })));

  test.each(rows.map((row) => [row.service, row.operations, row.role, row.to ?? 'a service that no page tells', row] as const))('%s %s: %s to %s', (service, operations, role, _, { to }) => {
    const place = concrete(service, operations, role);
    for (const operation of place.operations) {
      const found = authorizationsOf({ service, operation, parameters: at(place.path, ROLE) as Record<string, unknown>, account: HERE, region: 'eu-central-1', partition: 'aws' })
        .filter(({ action }) => action === 'iam:PassRole');
      expect(found).toEqual([{ action: 'iam:PassRole', resource: ROLE, resourceAccount: HERE, context: { 'aws:RequestedRegion': expect.any(String), ...(to ? { 'iam:PassedToService': to } : {}) } }]);
    }
  });

  test('are all roles that AWS\'s models have, but those that are said not to be', () => {
    const left = Object.entries(readRoles()).flatMap(([service, places]) => Object.entries(places).flatMap(([place, operations]) => operations.split(' ')
      .filter((operation) => !rows.some((row) => row.service === service && row.operations.split(' ').includes(operation) && matches(row.role, place)))
      .filter(() => !NOT_PASSED.some((row) => row.service === service && row.parameters.test(place)))
      .map((operation) => `${service} ${operation} ${place}`)));
    expect(left).toEqual([]);
  });

  test('and what is said not to be one is there', () => {
    const roles = readRoles();
    expect(NOT_PASSED.filter(({ service, parameters }) => !Object.keys(roles[service]).some((place) => parameters.test(place)))).toEqual([]);
  });

  test('an instance profile passes a role too', () => {
    expect(INSTANCE_PROFILE_ROWS.flatMap((row) => row.for.split(' '))).toEqual(['RunInstances', 'AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation']);
  });
});

const matches = (pattern: string, place: string) => new RegExp(`^${pattern.replace(/[.[\]{}]/g, '\\$&').replace(/\*/g, '[^.]+')}$`).test(place);

/** A place with a `*` stands for all that AWS's models have: the first of them, with its operations. */
function concrete(service: string, operations: string, role: string): { path: string; operations: string[] } {
  const all = operations.split(' ');
  if (!role.includes('*')) return { path: role, operations: all };
  const [[path, own]] = Object.entries(readRoles()[service]).filter(([place]) => matches(role, place));
  return { path, operations: own.split(' ').filter((operation) => all.includes(operation)) };
}

/** `a[].b` as `{ a: [{ b: value }] }`. */
function at(path: string, value: string): unknown {
  const [, name, way, rest] = /^([^.[{]*)(\[\]|\{json\})?\.?(.*)$/.exec(path) ?? [];
  const inner = rest ? at(rest, value) : value;
  return { [name]: way === '[]' ? [inner] : way === '{json}' ? JSON.stringify(inner) : inner };
}
