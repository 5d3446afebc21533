import { readOptions } from '../../differential/options';

test('20,000 cases of the first seed, unless said otherwise', () => {
  expect(readOptions([])).toEqual({ cases: 20_000, seed: 1 });
  expect(readOptions(['--seed', '7', '--cases', '100'])).toEqual({ cases: 100, seed: 7 });
});

test.each([[['--sed', '1']], [['--seed']], [['--cases', '0']], [['--cases', '1e3']]])('%j is refused with the rule', (given) => {
  expect(() => readOptions(given)).toThrow(`${given[0]} ${given[1] ?? ''}: there are --cases and --seed, each with a whole number above 0`);
});
