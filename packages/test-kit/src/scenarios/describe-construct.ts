import type { Construct } from 'constructs';
import { PLACES } from './places';
import { synthesize } from './synthesize';

/** Builds the construct, with what it needs, under the given id. */
export type Scenario = ((scope: Construct, id: string) => unknown) | ScenarioOptions;

export interface ScenarioOptions {
  readonly build: (scope: Construct, id: string) => unknown;
  /** Why a stack cannot hold two of these: a physical name that another account must know, for instance. */
  readonly onlyOnce?: string;
}

/**
 * The tests that every construct must pass, for each scenario: it synthesizes anywhere, in a known account and in another partition, names no
 * partition, can stand twice in a stack, and cdk-nag has nothing against it that nobody gave a reason for.
 *
 * @example
 * describeConstruct('SecureNetwork', { 'with defaults': (scope, id) => new SecureNetwork(scope, id, { … }) });
 */
export function describeConstruct(name: string, scenarios: Readonly<Record<string, Scenario>>): void {
  describe(name, () => {
    describe.each(Object.entries(scenarios))('%s', (_, scenario) => describeScenario(typeof scenario === 'function' ? { build: scenario } : scenario));
  });
}

function describeScenario({ build, onlyOnce }: ScenarioOptions): void {
  const ids = onlyOnce ? ['One'] : ['One', 'Two'];
  const title = onlyOnce ? `synthesizes (once: ${onlyOnce})` : 'stands twice in a stack';
  describe.each(PLACES)('$name', ({ env }) => {
    test(title, () => {
      const { template } = synthesize((stack) => ids.forEach((id) => build(stack, id)), env);
      expect(Object.keys(template.toJSON().Resources ?? {}).length).toBeGreaterThan(0);
    });
    test('has no finding that nobody acknowledged', () => {
      const { findings } = synthesize((stack) => build(stack, 'One'), env);
      expect(findings.map(({ id, path, description }) => `${path}: ${id} (${description})`)).toEqual([]);
    });
  });
  // where the CDK knows that the partition is `aws` it writes it out itself
  test.each(PLACES.filter(({ partition }) => partition !== 'aws'))('writes no partition into an ARN $name', ({ env }) => {
    const { template } = synthesize((stack) => build(stack, 'One'), env);
    expect(literalPartitions(template.toJSON())).toEqual([]);
  });
  test('names no host of another partition in China', () => {
    const { template } = synthesize((stack) => build(stack, 'One'), PLACES.find(({ partition }) => partition === 'aws-cn')?.env);
    expect(foreignHosts(template.toJSON())).toEqual([]);
  });
}

/**
 * Hosts below `amazonaws.com`, which is not China's domain: `s3.amazonaws.com/…`. The names of services as principals are the same everywhere
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services), and so are those in `kms:ViaService` to the CDK and to AWS's page on
 * that key (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service).
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
