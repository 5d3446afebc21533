import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Gates, gatesOf } from '../gates/packages';
import { type Place, PLACES } from './places';
import { synthesize } from './synthesize';
import { findingsInTemplates } from './template-gates';

/** Builds the construct, with what it needs, under the given id. */
export type Scenario = ((scope: Construct, id: string) => unknown) | ScenarioOptions;

export interface ScenarioOptions {
  readonly build: (scope: Construct, id: string) => unknown;
  /** Why a stack cannot hold two of these: a physical name that another account must know, for instance. */
  readonly onlyOnce?: string;
  /** The partitions whose services do not suffice, in which it must be refused: `aws-cn`. @default - none */
  readonly refusedIn?: readonly string[];
}

/**
 * The tests that every construct must pass, for each scenario: it synthesizes anywhere, in a known account and in another partition, names no
 * partition, can stand twice in a stack, and cdk-nag has nothing against it that nobody gave a reason for. What else it is held against, its package says in `gates/packages.ts`.
 *
 * @example
 * describeConstruct('SecureNetwork', { 'with defaults': (scope, id) => new SecureNetwork(scope, id, { … }) });
 */
export function describeConstruct(name: string, scenarios: Readonly<Record<string, Scenario>>): void {
  const gates = gatesOf(expect.getState().testPath);
  const all = Object.entries(scenarios).map(([title, scenario]) => [title, typeof scenario === 'function' ? { build: scenario } : scenario] as const);
  describe(name, () => {
    describe.each(all)('%s', (_, scenario) => describeScenario(scenario, gates));
    if (gates.templates) describeTemplates(all);
  });
}

function describeTemplates(scenarios: readonly (readonly [string, ScenarioOptions])[]): void {
  test('Control Tower, cfn-lint and CloudFormation have nothing against a template that nobody acknowledged', () => {
    const builds = Object.fromEntries(scenarios.map(([, { build }], index) => [`Scenario${index}`, (stack: Stack) => build(stack, 'One')]));
    const titleOf = (template: string) => scenarios[Number(/Scenario(\d+)/.exec(template)?.[1])]?.[0];
    expect(findingsInTemplates(builds).map(({ gate, rule, template, resource, description }) => `${titleOf(template)}: ${resource}: ${gate} ${rule} (${description})`)).toEqual([]);
    // three programs read them, two of which take seconds to start
  }, 120_000);
}

function describeScenario({ build, onlyOnce, refusedIn = [] }: ScenarioOptions, { packs }: Gates): void {
  const isRefused = ({ partition = '' }: Place) => refusedIn.includes(partition);
  const places = PLACES.filter((place) => !isRefused(place));
  const ids = onlyOnce ? ['One'] : ['One', 'Two'];
  const title = onlyOnce ? `synthesizes (once: ${onlyOnce})` : 'stands twice in a stack';
  describe.each(places)('$name', ({ env }) => {
    test(title, () => {
      const { template } = synthesize((stack) => ids.forEach((id) => build(stack, id)), env);
      expect(Object.keys(template.toJSON().Resources ?? {}).length).toBeGreaterThan(0);
    });
    test('has no finding that nobody acknowledged', () => {
      const { findings } = synthesize((stack) => build(stack, 'One'), env, packs);
      expect(findings.map(({ id, path, description }) => `${path}: ${id} (${description})`)).toEqual([]);
    });
  });
  // where the CDK knows that the partition is `aws` it writes it out itself
  test.each(places.filter(({ partition }) => partition !== 'aws'))('writes no partition into an ARN $name', ({ env }) => {
    const { template } = synthesize((stack) => build(stack, 'One'), env);
    expect(literalPartitions(template.toJSON())).toEqual([]);
  });
  for (const { env } of places.filter(({ partition }) => partition === 'aws-cn')) {
    test('names no host of another partition in China', () => {
      const { template } = synthesize((stack) => build(stack, 'One'), env);
      expect(foreignHosts(template.toJSON())).toEqual([]);
    });
  }
  if (refusedIn.length > 0) describeRefusals(build, PLACES.filter(isRefused));
}

function describeRefusals(build: ScenarioOptions['build'], places: readonly Place[]): void {
  test.each(places)('is refused $name, whose name the error tells', ({ env, partition }) => {
    expect(() => synthesize((stack) => build(stack, 'One'), env)).toThrow(partition);
  });
}

/**
 * Hosts below `amazonaws.com`, which is not China's domain: `s3.amazonaws.com/…`. The names of services as principals are the same everywhere
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services), and so are those in `kms:ViaService` to the CDK, which writes them so
 * in every partition; no page of AWS's was found that says what they are in China.
 */
export function foreignHosts(value: unknown): string[] {
  if (typeof value === 'string') return /\.amazonaws\.com(?![.\w])/.test(value) && !/^[a-z0-9-]+(\.(?!\w+-\w+-\d)[a-z0-9-]+)?\.amazonaws\.com$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'kms:ViaService' ? [] : foreignHosts(item)));
}

/** ARNs with `aws` written into them, which no other partition has. Descriptions may speak of them, so whole strings only start so. */
function literalPartitions(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('arn:aws:') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(literalPartitions);
}
