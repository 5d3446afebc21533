import { readOptions } from '../../bench/options';
import { UsageError } from '../../process/command';

const KNOWN = ['start', 'synth'];

test('without arguments every part is measured, warm', () => {
  expect(readOptions([], KNOWN)).toEqual({ parts: KNOWN, cold: false, minutes: 3 });
});

test('parts, a cold walk and minutes can be asked for', () => {
  expect(readOptions(['synth', '--cold', '--minutes', '60'], KNOWN)).toEqual({ parts: ['synth'], cold: true, minutes: 60 });
});

test('everything that is not understood is named', () => {
  expect(() => readOptions(['sinth', '--minutes', '0'], KNOWN)).toThrow(new UsageError('not understood: sinth --minutes 0'));
});
