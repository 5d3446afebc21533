import fc from 'fast-check';
import { above, type Assembly, inventory, LIMITS, readAssembly } from '../../src';
import { synthesized } from '../synthesized';

const found = inventory(readAssembly(synthesized()));

test('resources are counted by place and type, nested stacks included', () => {
  const tooling = found.places.find(({ account }) => account === '111111111111');
  expect(tooling?.types).toEqual({ 'AWS::CloudFormation::Stack': 2, 'AWS::S3::Bucket': 2, 'AWS::SNS::Topic': 2 });
  expect(tooling?.resources).toBe(6);
});

test('every place stands once', () => {
  expect(found.places.map(({ account }) => account)).toEqual(['111111111111', '666666666666', 'unknown-account']);
});

test('each stack tells its distance to each limit', () => {
  const { limits } = found.stacks.find(({ name }) => name === 'Mlops-tooling')!;
  const used = Object.fromEntries(limits.map((usage) => [usage.limit, usage.used]));
  expect(used).toMatchObject({ resources: 3, parameters: expect.any(Number), outputs: 1, mappings: 1 });
  expect(limits.map(({ limit }) => limit)).toEqual(LIMITS.map(({ name }) => name));
});

function withResources(count: number): Assembly {
  const Resources = Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, { Type: 'AWS::SNS::Topic' }]));
  return { folder: 'x', stacks: [{ name: 'S', account: '1', region: 'r', template: { Resources }, bytes: 1, nested: [] }] };
}

test.each([[300, 0], [301, 1], [500, 1]])('%d resources are %d times above 60 %', (count, times) => {
  expect(above(60, inventory(withResources(count)))).toHaveLength(times);
});

test('what is above a share is named with its figures', () => {
  expect(above(60, inventory(withResources(400)))).toEqual(['S: 400 of 500 resources is 80 %, more than 60 %']);
});

test('counts of types add up to the resources', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), (count) => {
    const { places: [place] } = inventory(withResources(count));
    return Object.values(place.types).reduce((sum, each) => sum + each, 0) === place.resources && place.resources === count;
  }));
});
