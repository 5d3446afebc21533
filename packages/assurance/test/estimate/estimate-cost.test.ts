import fc from 'fast-check';
import { type CostEstimate, EstimateError, estimateCost, type Template } from '../../src';
import { assemblyOf, resources, stackOf, templateAssembly } from './assembly-of';
import { tableOf } from './prices';

const endpoint = (subnets: number): [string, Record<string, unknown>] => [
  'AWS::EC2::VPCEndpoint',
  { VpcEndpointType: 'Interface', SubnetIds: Array.from({ length: subnets }, (_, index) => ({ Ref: `Subnet${index}` })) },
];
const KEY: [string] = ['AWS::KMS::Key'];

/** Templates of all that has a fixed price, in any number. */
const templates = fc
  .array(
    fc.oneof(
      fc.nat(3).map(endpoint),
      fc.constantFrom<[string, Record<string, unknown>?][]>(
        KEY,
        ['AWS::EC2::NatGateway'],
        ['AWS::EC2::EIP'],
        ['AWS::SecretsManager::Secret'],
        ['AWS::CloudWatch::Dashboard'],
        ['AWS::CloudWatch::Alarm', { Period: 60 }],
        ['AWS::CodePipeline::Pipeline', { PipelineType: 'V1' }],
      ),
    ),
    { maxLength: 20 },
  )
  .map((all) => resources(...(all as [string, Record<string, unknown>?][])));

const sum = ({ lines }: CostEstimate) => lines.reduce((total, { monthly }) => total + monthly, 0);
const cents = (amount: number) => Math.round(amount * 100);

test('interface endpoints cost an hour for each zone, for a month of 730 hours', () => {
  const { lines, monthly } = estimateCost(templateAssembly(resources(endpoint(2), endpoint(3))), { prices: tableOf(0.011) });
  expect(lines).toEqual([
    expect.objectContaining({ account: '111111111111', stack: 'S', quantity: 5 * 730, unit: 'endpoint-zone-hour', unitPrice: 0.011, monthly: 40.15, resources: 2 }),
  ]);
  expect(monthly).toBe(40.15);
});

test('the sum of the lines is the total, in the smallest and the greatest amounts', () => {
  fc.assert(fc.property(templates, fc.double({ min: 0, max: 10, noNaN: true }), (template, price) => {
    const estimate = estimateCost(templateAssembly(template), { prices: tableOf(price) });
    expect(cents(sum(estimate))).toBe(cents(estimate.monthly));
  }));
});

test('the same stack twice costs twice as much', () => {
  fc.assert(fc.property(templates, (template) => {
    const once = estimateCost(assemblyOf(stackOf(template)), { prices: tableOf(0.011) });
    const twice = estimateCost(assemblyOf(stackOf(template), stackOf(template, { name: 'T' })), { prices: tableOf(0.011) });
    expect(cents(twice.monthly)).toBe(cents(2 * once.monthly));
    expect(twice.lines).toHaveLength(2 * once.lines.length);
  }));
});

test('a template with every resource doubled has the same lines, each doubled', () => {
  const doubled = ({ Resources = {} }: Template): Template => ({ Resources: Object.fromEntries(Object.entries(Resources).flatMap(([id, resource]) => [[id, resource], [`${id}Twin`, resource]])) });
  fc.assert(fc.property(templates, (template) => {
    const once = estimateCost(templateAssembly(template), { prices: tableOf(1) });
    const twice = estimateCost(templateAssembly(doubled(template)), { prices: tableOf(1) });
    expect(twice.lines.map(({ what, quantity, resources: count }) => [what, quantity, count]).sort()).toEqual(once.lines.map(({ what, quantity, resources: count }) => [what, 2 * quantity, 2 * count]).sort());
  }));
});

test('a table with every price multiplied multiplies the figure', () => {
  fc.assert(fc.property(templates, fc.integer({ min: 2, max: 9 }), (template, factor) => {
    const [one, other] = [1, factor].map((price) => estimateCost(templateAssembly(template), { prices: tableOf(price) }).monthly);
    expect(cents(other)).toBe(cents(factor * one));
  }));
});

test('a type that no rule names is listed and not in the sum', () => {
  const { unpriced, monthly } = estimateCost(templateAssembly(resources(['AWS::New::Thing'], ['AWS::New::Thing'], KEY)), { prices: tableOf(1) });
  expect(unpriced).toEqual([{ type: 'AWS::New::Thing', count: 2, reason: 'there is no rule how AWS bills it' }]);
  expect(monthly).toBe(1);
});

test('a price that the table has not is listed by its region and not in the sum', () => {
  const { prices, ...table } = tableOf(1);
  const { 'kms-key': key, ...others } = prices;
  const usOnly = { ...table, prices: { ...others, 'kms-key': { ...key, per: { 'us-east-1': key.per['*'] } } } };
  const estimate = estimateCost(templateAssembly(resources(KEY)), { prices: usOnly });
  expect(estimate).toMatchObject({ monthly: 0, unpriced: [{ type: 'AWS::KMS::Key', count: 1, reason: 'no price of kms-key in eu-west-1 is known' }] });
});

test('what costs by use only is listed with what it is billed by, and said to be assumed unused', () => {
  const { byUse, lines, assumptions } = estimateCost(templateAssembly(resources(['AWS::S3::Bucket'])), { prices: tableOf(1) });
  expect(byUse).toEqual([{ type: 'AWS::S3::Bucket', count: 1, by: ['s3-storage', 's3-write', 's3-read'], withoutPrice: [], page: 'https://aws.amazon.com/s3/pricing/' }]);
  expect(lines).toEqual([]);
  expect(assumptions).toContainEqual('No use of s3-storage (S3 storage, Standard, in GB-month) is assumed.');
});

test('what is used in an account is a line of the whole account, and no longer assumed unused', () => {
  const { lines, monthly, assumptions } = estimateCost(templateAssembly(resources(['AWS::S3::Bucket'], ['AWS::S3::Bucket'])), { prices: tableOf(0.02), usage: { '111111111111': { 's3-storage': 500 } } });
  expect(lines).toEqual([expect.objectContaining({ stack: '*', quantity: 500, monthly: 10, resources: 2 })]);
  expect(monthly).toBe(10);
  expect(assumptions.filter((each) => each.includes('s3-storage'))).toEqual([]);
});

test('instances are used by their size', () => {
  const prices = tableOf(1, { 'sagemaker-studio/ml.t3.medium': 0.05 });
  const { lines } = estimateCost(templateAssembly(resources(['AWS::SageMaker::Domain'])), { prices, usage: { '111111111111': { 'sagemaker-studio/ml.t3.medium': 100 } } });
  expect(lines).toEqual([expect.objectContaining({ what: 'Studio instance hours, ml.t3.medium', monthly: 5 })]);
});

test('every use that bills nothing is an error, all at once', () => {
  const use = { '111111111111': { 's3-storage': -1, teapots: 2, 'lambda-request': 3 }, '222222222222': { 's3-storage': 1 } };
  const estimate = () => estimateCost(templateAssembly(resources(['AWS::S3::Bucket'])), { prices: tableOf(1), usage: use });
  expect(estimate).toThrow(EstimateError);
  expect(estimate).toThrow(/s3-storage = -1: a use is a number from 0[^]*teapots = 2: nothing is billed by teapots[^]*lambda-request = 3: nothing in 111111111111 is billed by it[^]*222222222222: s3-storage = 1/);
});

test('an account in two regions must say where it uses something', () => {
  const bucket = resources(['AWS::S3::Bucket']);
  const assembly = assemblyOf(stackOf(bucket), stackOf(bucket, { name: 'T', region: 'us-east-1' }));
  expect(() => estimateCost(assembly, { prices: tableOf(1), usage: { '111111111111': { 's3-storage': 1 } } })).toThrow('Give 111111111111/eu-west-1 and 111111111111/us-east-1');
  expect(estimateCost(assembly, { prices: tableOf(1), usage: { '111111111111/us-east-1': { 's3-storage': 1 } } }).lines).toEqual([expect.objectContaining({ region: 'us-east-1', resources: 1 })]);
});

test('a region without prices is an error that names those there are', () => {
  const assembly = assemblyOf(stackOf(resources(KEY), { region: 'eu-north-1' }), stackOf(resources(KEY), { name: 'T', region: 'unknown-region' }));
  expect(() => estimateCost(assembly, { prices: tableOf(1) })).toThrow(/the stack S lies in eu-north-1, but the table of 2026-01-01 has eu-west-1, us-east-1[^]*the stack T lies in unknown-region/);
  expect(() => estimateCost(assembly, { prices: tableOf(1), region: 'mars-1' })).toThrow('prices of the region mars-1 are asked for, but the table of 2026-01-01 has eu-west-1, us-east-1');
});

test("another region's prices can be taken, and the estimate says so", () => {
  const { region, monthly, assumptions } = estimateCost(assemblyOf(stackOf(resources(KEY), { region: 'eu-north-1' })), { prices: tableOf(1), region: 'eu-west-1' });
  expect({ region, monthly }).toEqual({ region: 'eu-west-1', monthly: 1 });
  expect(assumptions).toContainEqual('The stack S lies in eu-north-1: prices of eu-west-1 were taken.');
});

test('each line says where its price is from and of when, and the oldest is named', () => {
  const { prices, ...table } = tableOf(1);
  const old = { ...prices['kms-key'], per: { 'eu-west-1': { usd: 1, stated: '2023-12', by: 'a bill' } } };
  const { lines, assumptions } = estimateCost(templateAssembly(resources(KEY, ['AWS::EC2::EIP'])), { prices: { ...table, prices: { ...prices, 'kms-key': old } } });
  expect(lines.find(({ what }) => what === 'KMS key')).toMatchObject({ source: 'https://aws.amazon.com/ (a bill)', stated: '2023-12', types: ['AWS::KMS::Key'] });
  expect(assumptions).toContainEqual('The oldest price in the sum is of 2023-12: KMS key.');
});

test('a use for which no price is known is said to be so, and cannot be reckoned', () => {
  const { prices, ...table } = tableOf(1);
  const { 's3-read': _, ...others } = prices;
  const bucket = templateAssembly(resources(['AWS::S3::Bucket']));
  expect(estimateCost(bucket, { prices: { ...table, prices: others } }).byUse).toEqual([expect.objectContaining({ withoutPrice: ['s3-read'] })]);
  expect(() => estimateCost(bucket, { prices: { ...table, prices: others }, usage: { '111111111111': { 's3-read': 1 } } })).toThrow('s3-read = 1: no price of it in eu-west-1 is known. Leave it out, or give a table that has it (--prices)');
});
