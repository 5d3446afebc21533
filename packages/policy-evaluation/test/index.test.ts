import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type * as published from '../src';

const PACKAGE = path.join(__dirname, '..');
const read = (folder: string) => readdirSync(path.join(PACKAGE, 'src', folder)).map((file) => readFileSync(path.join(PACKAGE, 'src', folder, file), 'utf8'));
const compiled = (sources: readonly string[]) => sources.map((source) => transpileModule(source, { compilerOptions: { module: ModuleKind.Node16, target: ScriptTarget.ES2022 } }).outputText).join('');
const evaluation = read('evaluation');
const authorization = read('authorization');

test('the evaluator stays small', () => {
  expect(compiled(evaluation).length).toBeLessThan(100_000);
});

test('what reads requests too, and its data', () => {
  const data = path.join(PACKAGE, 'data');
  const bytes = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((file) => statSync(path.join(data, file))).filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
  expect(compiled(authorization).length).toBeLessThan(25_000);
  expect(bytes).toBeLessThan(165_000);
});

test('and they import nothing, not even of Node', () => {
  const imported = [...evaluation, ...authorization].flatMap((source) => [...source.matchAll(/from '([^']+)'/g), ...source.matchAll(/require\(['`]([^'`]+)/g)].map(([, name]) => name));
  expect(imported.filter((name) => !name.startsWith('./') && !name.startsWith('../../data/'))).toEqual([]);
  expect(imported).toContain('../../data/services.json');
});

test('a service\'s data are read when they are first asked for', () => {
  const file = path.join(PACKAGE, 'data', 'services', 'scheduler.json');
  const reading = jest.fn(() => jest.requireActual(file));
  jest.doMock(file, reading);
  jest.isolateModules(() => {
    const { authorizationsOf, KNOWN_SERVICES } = jest.requireActual<typeof published>('../src');
    expect(KNOWN_SERVICES).toContain('scheduler');
    expect(reading).not.toHaveBeenCalled();
    const asked = authorizationsOf({ service: 'scheduler', operation: 'ListSchedules', parameters: {}, account: '111111111111', region: 'eu-central-1', partition: 'aws' });
    expect(asked.map(({ action }) => action)).toEqual(['scheduler:ListSchedules']);
    expect(reading).toHaveBeenCalledTimes(1);
  });
});
