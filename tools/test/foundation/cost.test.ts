import { readFileSync } from 'node:fs';
import { type CostEstimate, estimateCost, readAssembly, type Stack } from '@mlops-foundation/assurance';
import { foundation } from './synthesized';

const phases = foundation();
const estimates = phases.map(({ phase, folder }) => ({ phase, estimate: estimateCost(readAssembly(folder)) }));

/** The types that an estimate says something of. */
const told = ({ lines, unpriced, byUse, unresolved, free }: CostEstimate) => new Set([...lines.flatMap(({ types }) => types), ...[...unpriced, ...byUse, ...unresolved, ...free].map(({ type }) => type)]);

test('every resource type of the foundation is billed by a rule', () => {
  const unknown = estimates.flatMap(({ estimate }) => estimate.unpriced);
  expect(estimates.length).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});

test('every resource type of the foundation is in the sum or in a list', () => {
  for (const { folder } of phases) {
    const assembly = readAssembly(folder);
    const estimate = estimateCost(assembly);
    const types = new Set(assembly.stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}).map(({ Type }) => Type)));
    expect([...types].filter((type) => !told(estimate).has(type))).toEqual([]);
  }
});

test('so is every type of the products that the foundation offers', () => {
  for (const { phase, folder, templates } of phases) {
    const products = templates.filter((file) => file.endsWith('.product.template.json'));
    const stacks = products.map((file): Stack => ({ name: file, account: '111111111111', region: 'eu-west-1', template: JSON.parse(readFileSync(file, 'utf8')) as Stack['template'], bytes: 0, nested: [] }));
    // the first phase has no place yet from which anything could be offered
    expect(products.length > 0).toBe(phase !== 'initial');
    expect(estimateCost({ folder, stacks }).unpriced).toEqual([]);
  }
});

test('what each account of the foundation costs while nothing happens is its interface endpoints, its key and the names that it resolves', () => {
  for (const { estimate } of estimates) {
    expect(estimate.unresolved).toEqual([]);
    expect([...new Set(estimate.lines.map(({ what }) => what))].sort()).toEqual(['KMS key', 'domain in a DNS Firewall list of yours', 'interface endpoint in a zone']);
  }
});
