import { TopologyError } from '../../src/topology/topology-error';

const problem = { path: 'region', value: 'x', rule: 'it must be a region' };

test('it throws once, with every problem, its place and value', () => {
  const both = () => TopologyError.throwIfAny('topology.yaml', [{ ...problem, line: 3 }, { ...problem, path: '' }]);
  expect(both).toThrow('2 problem(s) in a topology. Its JSON schema is AccountTopology.SCHEMA\ntopology.yaml:3: region is "x": it must be a region\ntopology.yaml: it must be a region');
  expect(both).toThrow(TopologyError);
});

test('where there is no problem it does nothing', () => {
  expect(TopologyError.throwIfAny('topology.yaml', [])).toBeUndefined();
});
