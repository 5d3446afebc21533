import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { estimateCost, readAssembly } from '../../src';
import { ruleOf } from '../../src/estimate/rules';

const INTEG = path.join(__dirname, '..', '..', '..', 'secure-network', 'integ');
const assemblies = readdirSync(INTEG).filter((name) => name.endsWith('.snapshot')).map((name) => readAssembly(path.join(INTEG, name)));
const types = [...new Set(assemblies.flatMap(({ stacks }) => stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}).map(({ Type }) => Type))))];

test('each type that secure-network makes has a rule: what it is billed by, or why it costs nothing, with the page', () => {
  expect(types.length).toBeGreaterThan(30);
  expect(types.filter((type) => ruleOf(type) === undefined)).toEqual([]);
  expect(types.filter((type) => !/^https:\/\/(docs\.)?aws\.amazon\.com\//.test(ruleOf(type)?.page ?? ''))).toEqual([]);
});

test('a Route 53 profile costs for each hour, a share nothing', () => {
  const hub = assemblies.find(({ stacks }) => stacks.some(({ name }) => name.endsWith('-hub')));
  const text = JSON.stringify(estimateCost(hub as NonNullable<typeof hub>, { region: 'eu-west-1' }));
  expect(text).toContain('"what":"Route 53 profiles of an account, with up to 100 VPCs","quantity":730');
  expect(text).toContain('sharing has no charge');
});
