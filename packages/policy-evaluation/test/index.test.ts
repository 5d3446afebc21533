import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const EVALUATION = path.join(__dirname, '..', 'src', 'evaluation');
const sources = readdirSync(EVALUATION).map((file) => readFileSync(path.join(EVALUATION, file), 'utf8'));

test('the evaluator stays small', () => {
  const compiled = sources.map((source) => transpileModule(source, { compilerOptions: { module: ModuleKind.Node16, target: ScriptTarget.ES2022 } }).outputText);
  expect(compiled.join('').length).toBeLessThan(100_000);
});

test('and imports nothing, not even of Node', () => {
  const imported = sources.flatMap((source) => [...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name));
  expect(imported.filter((name) => !name.startsWith('./'))).toEqual([]);
});
