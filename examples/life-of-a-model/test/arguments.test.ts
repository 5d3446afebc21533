import { readArguments } from '../arguments';

test('without arguments the reliable topology is walked and nothing is kept', () => {
  expect(readArguments([], '/repository')).toEqual({ keep: false, topology: '/repository/examples/foundation/topologies/reliable.yaml' });
});

test('a topology is taken relative to where the user stands', () => {
  expect(readArguments(['--keep', '--topology', '/mine.yaml'], '/repository')).toEqual({ keep: true, topology: '/mine.yaml' });
});

test('everything that is not understood is named, with what would be', () => {
  expect(() => readArguments(['--kep', '--topology'], '/repository')).toThrow('not understood: --kep --topology. npm start -- [--keep] [--topology FILE] [--assembly FOLDER] [--timings FILE]');
});
