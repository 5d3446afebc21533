import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { documentation, PAGE } from '../../authorization/documentation';
import { generate, type Generated } from '../../authorization/generate';
import { readOperations } from '../../authorization/models';
import { SERVICES } from '../../authorization/services';
import { DATA, textOf } from '../../authorization/write';
import { ROOT } from '../../root';

const generated = new Map<string, Generated>();

beforeAll(async () => {
  for (const service of SERVICES) generated.set(service.name, await generate(service));
});

test.each(SERVICES.map(({ name }) => name))('the data of %s are what its sources give: node tools/authorization.mjs writes them', (name) => {
  expect(readFileSync(path.join(DATA, 'services', `${name}.json`), 'utf8')).toBe(textOf(generated.get(name)!.data));
});

test('docs/authorization.md says what the data say', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(documentation(generated));
});

test('there are no data of other services', () => {
  expect(readdirSync(path.join(DATA, 'services')).sort()).toEqual(SERVICES.map(({ name }) => `${name}.json`).sort());
  expect(JSON.parse(readFileSync(path.join(DATA, 'services.json'), 'utf8'))).toEqual(SERVICES.map(({ name }) => name));
});

test('the licence of what they are made from goes with them', () => {
  expect(readFileSync(path.join(DATA, 'LICENSE-iam-data.txt'), 'utf8')).toBe(readFileSync(path.join(ROOT, 'node_modules', '@cloud-copilot', 'iam-data', 'LICENSE.txt'), 'utf8'));
});

test('every place of a condition key is one that a row can name', () => {
  for (const { data } of generated.values()) {
    const places = data.rows.flatMap(({ keys = [] }) => keys);
    expect([...new Set(places)].sort((one, other) => one - other)).toEqual(data.keys.map((_, place) => place));
  }
});

/** Of these AWS's reference says nothing, or what they need stands in a text of the request: they are errors. */
const UNKNOWN: Readonly<Record<string, number>> = { cloudwatch: 8, dynamodb: 3, ecr: 1, glue: 44, iam: 2, lakeformation: 2, logs: 1, 'sagemaker-featurestore-runtime': 1 };

test('every operation of every service is known, but for those that are counted', () => {
  const counts = [...generated].map(([name, { unknown }]) => [name, unknown.length] as const).filter(([, count]) => count > 0);
  expect(Object.fromEntries(counts)).toEqual(UNKNOWN);
});

test('most resources are told by parameters', () => {
  const operations = SERVICES.reduce((sum, { name }) => sum + readOperations(name).size, 0);
  const open = [...generated.values()].flatMap((one) => one.open);
  expect(operations).toBeGreaterThan(2500);
  expect(open.length / operations).toBeLessThan(0.1);
});
