import { readOptions } from '../../src/cli/options';

test('options and arguments are told apart', () => {
  expect(readOptions(['cdk.out', '--port', '4566', '--state', '/s', 'Stack'])).toMatchObject({ port: 4566, state: '/s', rest: ['cdk.out', 'Stack'] });
});

test('everything that is wrong is named at once', () => {
  expect(() => readOptions(['--prt', '1', '--port', 'x', '--state'])).toThrow('not understood: --prt --state --port x (a number, 0 for a free one)');
});

test('a flag takes no value', () => {
  expect(readOptions(['--fresh', 'cdk.out'])).toMatchObject({ fresh: true, rest: ['cdk.out'] });
  expect(readOptions(['cdk.out']).fresh).toBe(false);
});
