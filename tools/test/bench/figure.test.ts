import { table, written } from '../../bench/figure';

test('figures stand in columns, part by part', () => {
  expect(table([
    { part: 'start', name: 'npm start', value: 123.456, unit: 's' },
    { part: 'memory', name: 'emulator', value: 81.25, unit: 'MB', note: 'the largest one' },
    { part: 'start', name: 'npm ci', value: 9.999, unit: 's' },
  ])).toBe('start\n  npm start        123 s\n  npm ci         10.00 s\n\nmemory\n  emulator        81.3 MB     the largest one');
});

test.each([[0.1234, '0.12'], [12.34, '12.3'], [1234.5, '1235'], [-20.55, '-20.6']])('%d is written as %s', (value, text) => {
  expect(written(value)).toBe(text);
});
