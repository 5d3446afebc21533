import { readArguments } from '../arguments';

test('without arguments the reliable topology is walked and nothing is kept', () => {
  expect(readArguments([], '/repository')).toEqual({ keep: false, topology: '/repository/examples/foundation/topologies/reliable.yaml' });
});

test('a topology is taken relative to where the user stands', () => {
  expect(readArguments(['--keep', '--topology', '/mine.yaml'], '/repository')).toEqual({ keep: true, topology: '/mine.yaml' });
});

test('everything that is not understood is named, with what would be', () => {
  expect(() => readArguments(['--kep', '--topology'], '/repository')).toThrow('not understood: --kep --topology\nnpm start -- [--keep] [--topology FILE] [--assembly FOLDER] [--repo FOLDER [--deploy-repo FOLDER] [--data FILE]] [--timings FILE]\n');
});

test('a repository of the user\'s own may bring a deploy repository and data', () => {
  expect(readArguments(['--repo', '/mine', '--deploy-repo', '/release', '--data', '/rows.csv'], '/repository')).toMatchObject({ repo: '/mine', deployRepo: '/release', data: '/rows.csv' });
});

test('data and a deploy repository alone are not understood: the seed has its own', () => {
  expect(() => readArguments(['--data', '/rows.csv', '--deploy-repo', '/release'], '/repository')).toThrow('not understood: --deploy-repo without --repo --data without --repo\n');
});
