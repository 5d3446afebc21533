import { installedDuring } from '../timings';

const station = { title: 'build', start: 10_000, seconds: 5 };

test('what was installed while a station was visited is named, as far as it fell into it', () => {
  const install = (name: string, start: number, end: number) => ({ work: 'install' as const, name, start, end });
  const spans = [install('emulator', 1000, 10_000), install('steps', 8000, 11_500), install('build', 14_000, 60_000), { work: 'step' as const, name: 'unit tests', start: 11_000, end: 12_000 }];
  expect([...installedDuring(station, spans)]).toEqual([['steps', 1.5], ['build', 1]]);
});

test('a walk that installs nothing names nothing', () => {
  expect([...installedDuring(station, [{ work: 'cdk', name: 'deploy', start: 0, end: 20_000 }])]).toEqual([]);
});
