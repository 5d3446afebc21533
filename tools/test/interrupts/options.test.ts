import { readOptions } from '../../interrupts/options';
import { UsageError } from '../../process/command';

test('without arguments everything is interrupted by SIGINT', () => {
  expect(readOptions([], 12)).toEqual({ by: 'SIGINT', chosen: [] });
});

test('any station is interrupted by SIGTERM', () => {
  expect(readOptions(['--signal', 'SIGTERM', 'two', '3', '12'], 12)).toEqual({ by: 'SIGTERM', chosen: ['two', 3, 12] });
  expect(readOptions(['7', '--signal', 'SIGINT'], 12)).toEqual({ by: 'SIGINT', chosen: [7] });
});

test('everything that is not understood is named', () => {
  expect(() => readOptions(['0', '13', 'three', '--signal', 'SIGKILL', '--by', '1.5'], 12)).toThrow(new UsageError('not understood: 0 13 three --signal SIGKILL --by 1.5'));
  expect(() => readOptions(['--signal'], 12)).toThrow(new UsageError('not understood: --signal'));
});
